import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';

/** A sales order as Finance knows it: what it heard from Sales. */
export interface BillableOrder {
  salesOrderId: string;
  storeId: string;
  customerId: string;
  number: string;
  /** Fen, pass-through included. */
  total: number;
  passThroughTotal: number;
  modelName: string | null;
  vin: string | null;
  engineNumber: string | null;
  certificateNumber: string | null;
  seats: number | null;
  cancelled: boolean;
}
export interface BillableCar {
  vin: string;
  modelName: string;
  engineNumber: string | null;
  certificateNumber: string | null;
  /** Events of before it was told have none. */
  seats?: number;
}
type AmendedOrder = Pick<BillableOrder, 'salesOrderId' | 'total' | 'passThroughTotal' | 'modelName'>;
type Heard = Pick<BillableOrder, 'salesOrderId' | 'storeId' | 'customerId' | 'number'>;

const COLUMNS = `id AS "salesOrderId", store_id AS "storeId", customer_id AS "customerId", number, total, pass_through_total AS "passThroughTotal", model_name AS "modelName", vin,
  engine_number AS "engineNumber", certificate_number AS "certificateNumber", seats, cancelled`;
const KEYS = `INSERT INTO finance.billable_order AS b (id, store_id, customer_id, number`;

/** The car is heard of by a listener of its own, so it may come first: whatever is heard makes the row or adds to it. */
@Injectable()
export class BillableOrders {
  constructor(private readonly db: Database) {}

  /** Answers whether the order may be billed: not if its cancellation was heard already. */
  async confirmed(
    order: Heard & Pick<BillableOrder, 'total' | 'passThroughTotal'> & { modelName: string; car: BillableCar | null },
  ): Promise<boolean> {
    const [row] = await this.db.sql<{ cancelled: boolean }>(
      `${KEYS}, total, pass_through_total, model_name, vin, engine_number, certificate_number, seats, cancelled) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, false)
       ON CONFLICT (id) DO UPDATE SET total = excluded.total, pass_through_total = excluded.pass_through_total, model_name = coalesce(b.model_name, excluded.model_name), vin = coalesce(b.vin, excluded.vin),
         engine_number = coalesce(b.engine_number, excluded.engine_number), certificate_number = coalesce(b.certificate_number, excluded.certificate_number),
         seats = coalesce(b.seats, excluded.seats)
       RETURNING cancelled`,
      [
        ...keysOf(order),
        order.total,
        order.passThroughTotal,
        order.modelName,
        order.car?.vin ?? null,
        order.car?.engineNumber ?? null,
        order.car?.certificateNumber ?? null,
        order.car?.seats ?? null,
      ],
    );
    return row?.cancelled === false;
  }

  /** The order's car now, or none: what it lost can no longer be invoiced to it. */
  async allocated(order: Heard & { car: BillableCar | null }): Promise<void> {
    const {
      vin,
      modelName,
      engineNumber,
      certificateNumber,
      seats = null,
    } = order.car ?? {
      vin: null,
      modelName: null,
      engineNumber: null,
      certificateNumber: null,
    };
    await this.db.sql(
      `${KEYS}, total, pass_through_total, model_name, vin, engine_number, certificate_number, seats, cancelled) VALUES ($1, $2, $3, $4, 0, 0, $5, $6, $7, $8, $9, false)
       ON CONFLICT (id) DO UPDATE SET model_name = coalesce(excluded.model_name, b.model_name), vin = excluded.vin, engine_number = excluded.engine_number, certificate_number = excluded.certificate_number, seats = excluded.seats`,
      [...keysOf(order), modelName, vin, engineNumber, certificateNumber, seats],
    );
  }

  /** Another price or model; heard by the listener that heard of the confirmation before. */
  async amended({ salesOrderId, total, passThroughTotal, modelName }: AmendedOrder): Promise<void> {
    await this.db.sql('UPDATE finance.billable_order SET total = $2, pass_through_total = $3, model_name = $4 WHERE id = $1', [
      salesOrderId,
      total,
      passThroughTotal,
      modelName,
    ]);
  }

  /** Cancelled or returned: it is invoiced no more. */
  async ended(order: Heard): Promise<void> {
    await this.db.sql(
      `${KEYS}, total, pass_through_total, cancelled) VALUES ($1, $2, $3, $4, 0, 0, true) ON CONFLICT (id) DO UPDATE SET cancelled = true`,
      keysOf(order),
    );
  }

  /** 404 when Finance has not heard of it or it is not the caller's. It does not end or change before what is made of it is there to be seen. */
  async order(salesOrderId: string): Promise<BillableOrder> {
    const [row] = await this.db.sql<BillableOrder>(`SELECT ${COLUMNS} FROM finance.billable_order WHERE id = $1 FOR SHARE`, [salesOrderId]);
    return mustBeInScope(row);
  }
}

const keysOf = ({ salesOrderId, storeId, customerId, number }: Heard): string[] => [salesOrderId, storeId, customerId, number];
