import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { refusalByCode } from '../../../kernel/problems.js';
import type { ListShipmentNotices, NoticeFaultView, NoticeLineView, ShipmentNoticeView } from './shipment-notice.dto.js';
import { type RowFault, type ShipmentNotice, shipmentNoticeLifecycle } from './shipment-notice.entity.js';

type Row = ShipmentNotice & { lines: NoticeLineView[] };

const NOTICES = {
  select: `s.id, s.number, s.state, s.store_id AS "storeId", s.vehicle_purchase_order_id AS "vehiclePurchaseOrderId", s.notice_number AS "noticeNumber", s.carrier,
    s.expected_on AS "expectedOn", s.imported_by AS "importedBy", s.on_error AS "onError", s.rows_total AS "rowsTotal", s.faults, s.received_at AS "receivedAt",
    s.received_by AS "receivedBy", s.differences,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('rowNumber', l.row_number, 'vin', l.vin, 'modelId', l.model_id, 'modelName', m.name, 'colour', l.colour,
       'stockVehicleId', l.stock_vehicle_id, 'vehicleState', v.state) ORDER BY l.row_number), '[]')
     FROM inventory.shipment_notice_line l JOIN inventory.vehicle_model m ON m.id = l.model_id JOIN inventory.stock_vehicle v ON v.id = l.stock_vehicle_id
     WHERE l.shipment_notice_id = s.id) AS lines,
    s.version, s.created_at AS "createdAt", s.updated_at AS "updatedAt"`,
  from: 'inventory.shipment_notice s',
  id: 's.id',
  sorts: { createdAt: { by: 's.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 's.state = ANY(?::text[])',
    storeId: 's.store_id = ?::uuid',
    vehiclePurchaseOrderId: 's.vehicle_purchase_order_id = ?::uuid',
  },
  scope: { store: 's.store_id' },
} satisfies ListDefinition;

@Injectable()
export class ShipmentNoticeReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<ShipmentNoticeView> {
    const [row] = await this.db.sql<Row>(`SELECT ${NOTICES.select} FROM ${NOTICES.from} WHERE s.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async list(query: ListShipmentNotices): Promise<Page<ShipmentNoticeView>> {
    const page = await this.lists.page<Row>(NOTICES, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const told = (fault: RowFault): NoticeFaultView => ({
  ...fault,
  message: refusalByCode(fault.code)?.title[context.locale] ?? fault.code,
});
const viewOf = (s: Row): ShipmentNoticeView => ({
  ...headOf(shipmentNoticeLifecycle, s),
  ...{ vehiclePurchaseOrderId: s.vehiclePurchaseOrderId, noticeNumber: s.noticeNumber, carrier: s.carrier, expectedOn: s.expectedOn },
  ...{ importedBy: s.importedBy, onError: s.onError, rowsTotal: s.rowsTotal, rowsGood: s.lines.length },
  ...{ rowsBad: s.rowsTotal - s.lines.length, faults: s.faults.map(told), lines: s.lines },
  ...{ receivedAt: s.receivedAt, receivedBy: s.receivedBy, differences: s.differences },
});
