import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { checkVin } from '../../../kernel/identifiers.js';
import { newId } from '../../../kernel/ids.js';
import { at, type FieldFault } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { RecallPublished } from '../inventory.contract.js';
import { rangeOf, type RecallRange } from './recall-range.js';
import { RecalledStock } from './recalled-stock.js';
import type { CloseVinOfRecall, PublishVehicleRecall, RecallListView } from './vehicle-recall.dto.js';
import { VehicleRecall, vehicleRecallLifecycle, VehicleRecallRange } from './vehicle-recall.entity.js';
import { RecallRangeInvalid, RecallVinInvalid, RecallWithoutVehicles, VinNotInRecall } from './vehicle-recall.rules.js';

const MOST_BAD = 1000;

/** Recall campaigns: what they concern is marked at once, and freed car by car as its remedy is done (W-8). */
@Injectable()
export class VehicleRecallService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly stock: RecalledStock,
  ) {}

  publish({ code, title, remedy, parts = [], publishedOn, vins = [], ranges = [] }: PublishVehicleRecall): Promise<string> {
    const named = validVins(vins);
    const series = validRanges(ranges);
    if (named.length + series.length === 0) throw RecallWithoutVehicles();
    return this.db.transaction(async () => {
      const recall = Object.assign(new VehicleRecall(), {
        ...{ id: newId(), number: await this.numbers.next('VR'), code, title, remedy, parts, publishedOn },
        publishedBy: context.principal.id,
      });
      vehicleRecallLifecycle.begin(recall);
      await this.db.save(recall, 'publish');
      await this.#name(recall.id, named);
      await this.db.insertAll(
        VehicleRecallRange,
        series.map((range) => ({ id: newId(), vehicleRecallId: recall.id, ...range })),
      );
      const marked = await this.stock.refresh();
      this.outbox.publish(RecallPublished, recall, {
        ...{ vehicleRecallId: recall.id, code, title, remedy, parts, publishedOn },
        ...{ namedVins: named.length, ranges: series.length, stockVehicles: marked.length },
      });
      return recall.id;
    });
  }

  /** More cars of a recall, a VIN a line; what is none is told by its row, the others come in. */
  bringList(id: string, bytes: Buffer): Promise<RecallListView> {
    const good = new Set<string>();
    const bad: RecallListView['bad'] = [];
    for (const [n, line] of bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .entries()) {
      const value = (line.split(/[,;\t]/)[0] ?? '').trim().replaceAll('"', '');
      if (value === '' || (n === 0 && /^(vin|车架号|车辆识别代号)$/i.test(value))) continue;
      const vin = vinOf(value);
      if (vin === null) bad.push({ row: n + 1, value: value.slice(0, 40), code: RecallVinInvalid.code });
      else good.add(vin);
    }
    return this.db.transaction(async () => {
      const recall = await this.db.lock(VehicleRecall, id);
      vehicleRecallLifecycle.check(recall, 'close');
      const added = await this.#name(id, [...good]);
      await this.db.save(recall, 'bring-list');
      await this.stock.refresh();
      return { added, known: good.size - added, bad: bad.slice(0, MOST_BAD), badRows: bad.length };
    });
  }

  /** The remedy of this car is done: it may be sold, unless another recall concerns it. */
  closeVin(id: string, { vin: given, reference }: CloseVinOfRecall): Promise<void> {
    const [vin = ''] = validVins([given], '/vin');
    return this.db.transaction(async () => {
      const recall = await this.db.lock(VehicleRecall, id);
      vehicleRecallLifecycle.check(recall, 'close');
      if (!(await this.stock.concerns(id, vin))) throw VinNotInRecall({ errors: [at('/vin', VinNotInRecall)] });
      await this.db.sql(
        `INSERT INTO inventory.vehicle_recall_vin AS n (vehicle_recall_id, vin, closed_at, closed_by, reference) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (vehicle_recall_id, vin) DO UPDATE SET closed_at = excluded.closed_at, closed_by = excluded.closed_by, reference = excluded.reference WHERE n.closed_at IS NULL`,
        [id, vin, this.clock.now(), context.principal.id, reference],
      );
      await this.db.save(recall, 'close-vin');
      await this.stock.refresh([vin]);
    });
  }

  /** The campaign is over: it concerns no car any more. */
  close(id: string, reason: string): Promise<void> {
    return this.db.transaction(async () => {
      const recall = await this.db.lock(VehicleRecall, id);
      vehicleRecallLifecycle.move(recall, 'close');
      Object.assign(recall, { closedAt: this.clock.now(), closeReason: reason });
      await this.db.save(recall, 'close');
      await this.stock.refresh();
    });
  }

  #name(id: string, vins: string[]): Promise<number> {
    return this.db.touched(
      'INSERT INTO inventory.vehicle_recall_vin (vehicle_recall_id, vin) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING RETURNING 1',
      [id, vins],
    );
  }
}

/** Makers of the whole world recall cars: the check digit is not theirs to have (ID-1, LENIENT). */
const vinOf = (value: string): string | null => checkVin(value, 'LENIENT').normalised;

function validVins(values: string[], pointer?: string): string[] {
  const errors: FieldFault[] = [];
  const vins = values.map((value, n) => {
    const vin = vinOf(value);
    if (vin === null) errors.push(at(pointer ?? `/vins/${n}`, RecallVinInvalid));
    return vin ?? '';
  });
  if (errors.length) throw RecallVinInvalid({ errors: errors.slice(0, 100) });
  return [...new Set(vins)];
}
function validRanges(ranges: { from: string; to: string }[]): RecallRange[] {
  const errors: FieldFault[] = [];
  const series = ranges.flatMap(({ from, to }, n) => {
    const [first, last] = [vinOf(from), vinOf(to)];
    const range = first === null || last === null ? null : rangeOf(first, last);
    if (range === null) errors.push(at(`/ranges/${n}`, RecallRangeInvalid));
    return range ?? [];
  });
  if (errors.length) throw RecallRangeInvalid({ errors });
  return series;
}
