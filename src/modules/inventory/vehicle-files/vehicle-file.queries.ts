import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type { ListVehicleFiles, VehicleFileView } from './vehicle-file.dto.js';
import { VehicleFile, vehicleFileLifecycle } from './vehicle-file.entity.js';

const COLUMNS = `f.id, f.number, f.state, v.store_id AS "storeId", f.stock_vehicle_id AS "stockVehicleId", f.kind, f.category, f.file_name AS "fileName", f.caption,
  f.media_type AS "mediaType", f.size, f.sha256, f.uploaded_by AS "uploadedBy", f.removed_by AS "removedBy", f.removed_at AS "removedAt", f.remove_reason AS "removeReason",
  f.version, f.created_at AS "createdAt", f.updated_at AS "updatedAt"`;
/** A file goes where its car goes: it is its present store's. */
const FROM = 'inventory.vehicle_file f JOIN inventory.stock_vehicle v ON v.id = f.stock_vehicle_id';
const FILES: ListDefinition = {
  select: COLUMNS,
  from: FROM,
  id: 'f.id',
  sorts: { createdAt: { by: 'f.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { state: 'f.state = ANY(?::text[])', kind: 'f.kind = ?', category: 'f.category = ?' },
};

@Injectable()
export class VehicleFileReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async record(id: string): Promise<VehicleFile> {
    const [row] = await this.db.sql<VehicleFile>(`SELECT ${COLUMNS} FROM ${FROM} WHERE f.id = $1`, [id]);
    return mustBeInScope(row);
  }
  async one(id: string): Promise<VehicleFileView> {
    return viewOf(await this.record(id));
  }
  async list(stockVehicleId: string, query: ListVehicleFiles): Promise<Page<VehicleFileView>> {
    const [car] = await this.db.sql<{ storeId: string }>('SELECT store_id AS "storeId" FROM inventory.stock_vehicle WHERE id = $1', [
      stockVehicleId,
    ]);
    mustBeInScope(car);
    const page = await this.lists.page<VehicleFile>(FILES, query, [['f.stock_vehicle_id = ?::uuid', stockVehicleId]]);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const viewOf = (f: VehicleFile): VehicleFileView => ({
  ...headOf(vehicleFileLifecycle, f),
  stockVehicleId: f.stockVehicleId,
  kind: f.kind,
  category: f.category,
  fileName: f.fileName,
  caption: f.caption,
  mediaType: f.mediaType,
  size: f.size,
  sha256: f.sha256,
  uploadedBy: f.uploadedBy,
  removedBy: f.removedBy,
  removedAt: f.removedAt,
  removeReason: f.removeReason,
});
