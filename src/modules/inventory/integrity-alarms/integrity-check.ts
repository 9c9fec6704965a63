import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { IntegrityAlarmRaised } from '../inventory.contract.js';
import { IntegrityAlarm, integrityAlarmLifecycle, type IntegrityAlarmKind } from './integrity-alarm.entity.js';

interface Finding {
  stockVehicleId: string;
  storeId: string;
  vin: string;
  modelId: string;
  colour: string;
  vehicleState: string;
  kind: IntegrityAlarmKind;
}
const KEPT = `('RESERVED', 'PREPARING', 'READY')`;
const CAR = `v.id AS "stockVehicleId", v.store_id AS "storeId", v.vin, v.model_id AS "modelId", v.colour, v.state AS "vehicleState"`;
/** One statement sees one instant: a car that is being reserved or freed right now is no finding. */
const FINDINGS = `
SELECT ${CAR}, 'RESERVED_WITHOUT_RESERVATION' AS kind FROM inventory.stock_vehicle v
WHERE v.state IN ${KEPT} AND NOT EXISTS (SELECT 1 FROM inventory.reservation r WHERE r.stock_vehicle_id = v.id AND r.state = 'LIVE')
UNION ALL
SELECT ${CAR}, 'RESERVATION_WITHOUT_RESERVED_CAR' FROM inventory.reservation r JOIN inventory.stock_vehicle v ON v.id = r.stock_vehicle_id
WHERE r.state = 'LIVE' AND v.state NOT IN ${KEPT}
UNION ALL
SELECT ${CAR}, 'RESERVED_FOR_ENDED_ORDER' FROM inventory.reservation r JOIN inventory.stock_vehicle v ON v.id = r.stock_vehicle_id
WHERE r.state = 'LIVE' AND EXISTS (SELECT 1 FROM inventory.ended_order e WHERE e.sales_order_id = r.sales_order_id)
ORDER BY 1`;

/** RESERVED without a live order or hold is a fault of ours, and must be seen (V-2). */
@Injectable()
export class IntegrityCheck {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
  ) {}

  /** An order was cancelled or its car handed over: whatever is still kept for it is a fault. */
  async noteEnd(salesOrderId: string): Promise<void> {
    await this.db.sql('INSERT INTO inventory.ended_order (sales_order_id, ended_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      salesOrderId,
      this.clock.now(),
    ]);
  }

  /** Raises what is new, once, and closes what is so no more. */
  async run(): Promise<void> {
    const open = await this.db.lockAll(IntegrityAlarm, { state: 'OPEN' });
    const findings = await this.db.sql<Finding>(FINDINGS);
    const isOf = (alarm: IntegrityAlarm, f: Finding) => alarm.stockVehicleId === f.stockVehicleId && alarm.kind === f.kind;
    for (const alarm of open) {
      if (findings.some((f) => isOf(alarm, f))) continue;
      integrityAlarmLifecycle.move(alarm, 'close');
      alarm.closedAt = this.clock.now();
      await this.db.save(alarm, 'close');
    }
    for (const finding of findings) if (!open.some((alarm) => isOf(alarm, finding))) await this.#raise(finding);
  }

  async #raise({ stockVehicleId, storeId, vin, modelId, colour, vehicleState, kind }: Finding): Promise<void> {
    const { code } = await this.identity.store(storeId);
    const alarm = Object.assign(new IntegrityAlarm(), {
      ...{ id: newId(), number: await this.numbers.next('IA', code), storeId, stockVehicleId, vin, kind, vehicleState },
    });
    integrityAlarmLifecycle.begin(alarm);
    await this.db.save(alarm, 'raise');
    this.outbox.publish(IntegrityAlarmRaised, alarm, {
      ...{ integrityAlarmId: alarm.id, stockVehicleId, vin, modelId, colour, storeId, kind, vehicleState },
    });
  }
}
