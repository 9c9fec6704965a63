import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsString, MaxLength, MinLength } from 'class-validator';
import {
  Amount,
  Clearable,
  Code,
  DateOnly,
  Decimal,
  ListOf,
  OneOf,
  Optional,
  PositiveAmount,
  QueryWhole,
  Text,
  Whole,
} from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { POWERTRAINS, TRANSMISSIONS } from './vehicle-model.entity.js';

/** Names of the colours a model comes in, 1 to 30, each once. */
const Colours = (): PropertyDecorator => (target, property) => {
  IsArray()(target, property as string);
  ArrayMinSize(1)(target, property as string);
  ArrayMaxSize(30)(target, property as string);
  ArrayUnique()(target, property as string);
  IsString({ each: true })(target, property as string);
  MinLength(1, { each: true })(target, property as string);
  MaxLength(40, { each: true })(target, property as string);
  ApiProperty({
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: 40 },
    minItems: 1,
    maxItems: 30,
    example: ['珍珠白', '曜石黑'],
  })(target, property as string);
};

export class ModelOptionBody {
  @Code('SUNROOF') code: string;
  @Text(100, '全景天窗') name: string;
  /** Fen. */
  @Amount(800_000) price: number;
}
export class ColourSurchargeBody {
  /** One of the model's colours. */
  @Text(40, '曜石黑') colour: string;
  /** Fen. */
  @Amount(500_000) surcharge: number;
}
export class CreateVehicleModel {
  /** Short code of the model, unique in the group. */
  @Code('SF-A6-25-SE') code: string;
  /** Series, trim and model year as people say them. */
  @Text(100, '示范 A6 2.0T 尊享型 2026 款') name: string;
  @Text(50, '示范') brand: string;
  /** 车系. */
  @Text(50, 'A6') series: string;
  /** 配置, as the maker calls it. */
  @Optional()
  @Text(60, '尊享型')
  trim?: string;
  /** 年款. */
  @Whole(1980, 2100, 2026) modelYear: number;
  /** ICE petrol or diesel, BEV battery-electric, PHEV plug-in hybrid. */
  @OneOf(POWERTRAINS) powertrain: 'ICE' | 'BEV' | 'PHEV';
  /** MANUAL or AUTOMATIC: a licence of class C2 covers automatic cars only (T-1). */
  @Optional()
  @OneOf(TRANSMISSIONS, 'AUTOMATIC')
  transmission?: 'MANUAL' | 'AUTOMATIC';
  @Colours() colours: string[];
  /** Colours that cost more. */
  @Optional()
  @ListOf(() => ColourSurchargeBody, 0, 30)
  colourSurcharges?: ColourSurchargeBody[];
  /** What can be had with it for more money (选装). */
  @Optional()
  @ListOf(() => ModelOptionBody, 0, 100)
  options?: ModelOptionBody[];
  @Whole(1, 60, 5) seats: number;
  /** 指导价, fen, VAT included. */
  @PositiveAmount(22_600_000) listPrice: number;
  /** Lowest price without the general manager, fen; not above the list price. */
  @Amount(20_792_000) floorPrice: number;
  /** What a car of this model costs us by default, fen: the gross of a quotation is reckoned with it. */
  @Amount(16_272_000) standardCost: number;
  /** What the maker takes for one, fen: a purchase plan reckons with it. */
  @Optional()
  @Amount(16_100_000)
  transferPrice?: number;
  /** Largest discount a consultant gives alone, percent of the list price. */
  @Decimal(0, 100, 2, 3) consultantDiscountLimitPercent: number;
  /** Largest discount a sales manager approves, percent of the list price. */
  @Decimal(0, 100, 2, 8) managerDiscountLimitPercent: number;
  /** Lowest front gross, percent of the list price, below which approval goes up. */
  @Decimal(0, 100, 2, 5) grossFloorPercent: number;
}

export class EditVehicleModel {
  @Optional()
  @Text(100, '示范 A6 2.0T 尊享型 2026 款')
  name?: string;
  @Optional()
  @Text(60, '尊享型')
  trim?: string;
  /** MANUAL or AUTOMATIC (T-1). */
  @Optional()
  @OneOf(TRANSMISSIONS, 'AUTOMATIC')
  transmission?: 'MANUAL' | 'AUTOMATIC';
  @Optional()
  @Colours()
  colours?: string[];
  /** Replaces them all. */
  @Optional()
  @ListOf(() => ColourSurchargeBody, 0, 30)
  colourSurcharges?: ColourSurchargeBody[];
  /** Replaces them all. */
  @Optional()
  @ListOf(() => ModelOptionBody, 0, 100)
  options?: ModelOptionBody[];
  /** 指导价, fen. */
  @Optional()
  @PositiveAmount(22_600_000)
  listPrice?: number;
  /** Fen; not above the list price. */
  @Optional()
  @Amount(20_792_000)
  floorPrice?: number;
  /** Fen. */
  @Optional()
  @Amount(16_272_000)
  standardCost?: number;
  /** Fen; null: unknown. */
  @Clearable()
  @Amount(16_100_000)
  transferPrice?: number | null;
  /** Percent of the list price. */
  @Optional()
  @Decimal(0, 100, 2, 3)
  consultantDiscountLimitPercent?: number;
  /** Percent of the list price, not below the consultant's. */
  @Optional()
  @Decimal(0, 100, 2, 8)
  managerDiscountLimitPercent?: number;
  /** Percent of the list price. */
  @Optional()
  @Decimal(0, 100, 2, 5)
  grossFloorPercent?: number;
}

export class SetVehicleModelPrice {
  /** First day on which they hold: today or later. */
  @DateOnly('2027-01-01') validFrom: string;
  /** 指导价, fen. */
  @PositiveAmount(21_800_000) listPrice: number;
  /** Fen; not above the list price. */
  @Amount(20_000_000) floorPrice: number;
  /** Fen; as it is if left out. */
  @Optional()
  @Amount(15_800_000)
  transferPrice?: number;
}
export class ListVehicleModelPrices extends ListQuery {}
export class ExportVehicleModels {
  /** JSON as `items`, or a CSV that an import takes. */
  @Optional()
  @OneOf(['json', 'csv'])
  format?: 'json' | 'csv';
}

export class ListVehicleModels extends ListQuery {
  @Optional()
  @OneOf(POWERTRAINS)
  powertrain?: string;
  @Optional()
  @Text(50, '示范')
  brand?: string;
  @Optional()
  @Text(50, 'A6')
  series?: string;
  /** 配置. */
  @Optional()
  @Text(60, '尊享型')
  trim?: string;
  @QueryWhole(1980, 2100, 2026)
  modelYear?: number;
  @Optional()
  @Code('SF-A6-25-SE')
  code?: string;
}

export class ModelOptionView {
  /** @example 'SUNROOF' */
  code: string;
  /** @example '全景天窗' */
  name: string;
  /** Fen. @example 800000 */
  price: number;
}
export class ColourSurchargeView {
  /** @example '曜石黑' */
  colour: string;
  /** Fen. @example 500000 */
  surcharge: number;
}
/** Prices of a model from a day on. */
export class VehicleModelPriceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '2027-01-01' */
  validFrom: string;
  /** Fen. @example 21800000 */
  listPrice: number;
  /** Null for roles that do not see cost. @example 20000000 */
  floorPrice: number | null;
  /** Null for roles that do not see cost. @example 15800000 */
  transferPrice: number | null;
  /** Who set them. @example '01938b4e-7c00-7000-8000-000000000001' */
  setBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  setAt: Date;
  /** They hold, or have held. @example false */
  applied: boolean;
}
/** A model as a file has it: what an import takes. */
export class VehicleModelRowView {
  /** @example 'SF-A6-25-SE' */
  code: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  name: string;
  /** @example '示范' */
  brand: string;
  /** @example 'A6' */
  series: string;
  /** @example '尊享型' */
  trim: string;
  /** @example 2026 */
  modelYear: number;
  /** @example 'ICE' */
  powertrain: string;
  /** @example 5 */
  seats: number;
  /** Colours with their surcharge in fen where there is one. @example '珍珠白;曜石黑:500000' */
  colours: string;
  /** Code, name and price in fen of each. @example 'SUNROOF:全景天窗:800000' */
  options: string;
  /** Fen. @example 22600000 */
  listPrice: number;
  /** Fen. @example 20792000 */
  floorPrice: number;
  /** Fen. @example 16272000 */
  standardCost: number;
  /** Fen. @example 16100000 */
  transferPrice: number | null;
  /** @example 3 */
  consultantDiscountLimitPercent: number;
  /** @example 8 */
  managerDiscountLimitPercent: number;
  /** @example 5 */
  grossFloorPercent: number;
}
export class VehicleModelExportView {
  items: VehicleModelRowView[];
}
/** A model (车型): one 配置 of one model year, with its colours, prices and discount limits. Amounts in fen. */
export class VehicleModelView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'SF-A6-25-SE' */
  code: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  name: string;
  /** @example '示范' */
  brand: string;
  /** @example 'A6' */
  series: string;
  /** 配置. @example '尊享型' */
  trim: string | null;
  /** @example 2026 */
  modelYear: number;
  /** ICE, BEV or PHEV. @example 'ICE' */
  powertrain: string;
  /** MANUAL or AUTOMATIC; null where nobody said. @example 'AUTOMATIC' */
  transmission: string | null;
  /** @example ['珍珠白', '曜石黑'] */
  colours: string[];
  /** Colours that cost more. */
  colourSurcharges: ColourSurchargeView[];
  /** What can be had with it for more money. */
  options: ModelOptionView[];
  /** @example 5 */
  seats: number;
  /** @example 'CNY' */
  currency: string;
  /** 指导价 of today. @example 22600000 */
  listPrice: number;
  /** Null for roles that do not see cost. @example 20792000 */
  floorPrice: number | null;
  /** Null for roles that do not see cost. @example 16272000 */
  standardCost: number | null;
  /** What the maker takes for one. Null for roles that do not see cost. @example 16100000 */
  transferPrice: number | null;
  /** @example 3 */
  consultantDiscountLimitPercent: number;
  /** @example 8 */
  managerDiscountLimitPercent: number;
  /** Null for roles that do not see cost. @example 5 */
  grossFloorPercent: number | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
