import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString, MaxLength } from 'class-validator';
import { Code, Codes, DateOnly, ListOf, Note, Optional, QueryFlag, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { VEHICLE_RECALL_STATES } from './vehicle-recall.entity.js';

export class RecallRangeBody {
  /** First VIN of the range. */
  @Text(40, 'LFV2A21K0P1230000') from: string;
  /** Last VIN of the range: it differs in the check digit and the last six places only. */
  @Text(40, 'LFV2A21K4P1239999') to: string;
}
export class PublishVehicleRecall {
  /** The campaign's code, as the authority publishes it. */
  @Code('S2026M0101V') code: string;
  @Text(200, '制动主缸密封圈老化') title: string;
  /** What is done to the car. */
  @Note('更换制动主缸密封圈,约 1 小时') remedy: string;
  /** Codes of parts that the remedy takes. */
  @Optional()
  @Codes(50, ['BRK-MC-01'])
  parts?: string[];
  @DateOnly('2026-11-24') publishedOn: string;
  @Optional()
  @IsArray()
  @ArrayMaxSize(5000)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  @ApiProperty({ type: 'array', items: { type: 'string', maxLength: 40 }, maxItems: 5000, example: ['LFV2A21K2P1234567'] })
  vins?: string[];
  @Optional()
  @ListOf(() => RecallRangeBody, 0, 200)
  ranges?: RecallRangeBody[];
}
export class CloseVehicleRecall {
  @Note('厂家宣布召回结束') reason: string;
}
export class CloseVinOfRecall {
  @Text(40, 'LFV2A21K2P1234567') vin: string;
  /** What proves that the remedy is done: the repair order, say. */
  @Text(100, 'RO-S01-2026-000123') reference: string;
}
export class ListVehicleRecalls extends ListQuery {
  @Repeated(VEHICLE_RECALL_STATES)
  state?: string[];
  @Optional()
  @Code('S2026M0101V')
  code?: string;
}
export class ListRecalledVehicles extends ListQuery {
  /** Remedy not done yet, or done. */
  @QueryFlag()
  open?: boolean;
}

/** A recall campaign (召回) of a maker, as the stock must know it. */
export class VehicleRecallView extends GroupResourceView {
  /** @example 'S2026M0101V' */
  code: string;
  /** @example '制动主缸密封圈老化' */
  title: string;
  /** @example '更换制动主缸密封圈,约 1 小时' */
  remedy: string;
  /** @example ['BRK-MC-01'] */
  parts: string[];
  /** @example '2026-11-24' */
  publishedOn: string;
  /** VINs that it names, those of ranges left out. @example 120 */
  namedVins: number;
  /** Of the VINs that it names or had closed: remedy done. @example 45 */
  closedVins: number;
  /** @example 1 */
  ranges: number;
  /** Cars that are ours now and whose remedy is not done. @example 3 */
  stockOpen: number;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  publishedBy: string;
  /** @example null */
  closedAt: Date | null;
  /** @example null */
  closeReason: string | null;
}
/** A car of ours that a recall concerns. */
export class RecalledVehicleView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** State of the car. @example 'IN_STOCK' */
  vehicleState: string;
  /** The remedy is not done yet. @example true */
  open: boolean;
}
export class RecallListRowView {
  /** As in the file, the first line is 1. @example 7 */
  row: number;
  /** @example 'LFV2A21K2P123456' */
  value: string;
  /** @example 'recall_vin_invalid' */
  code: string;
}
/** What became of a list of VINs. */
export class RecallListView {
  /** VINs that are new to the recall. @example 118 */
  added: number;
  /** VINs that it named already. @example 2 */
  known: number;
  /** Rows that are no VIN, at most 1000 of them. */
  @ApiProperty({ type: () => RecallListRowView, isArray: true })
  bad: RecallListRowView[];
  /** @example 1 */
  badRows: number;
}
