import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { fileAnswer, typeOfUpload } from '../../../kernel/files/file-content.js';
import { FileStore } from '../../../kernel/files/file-store.js';
import type { Rendered } from '../../../kernel/http/answers.interceptor.js';
import { newId } from '../../../kernel/ids.js';
import { Jobs } from '../../../kernel/jobs/jobs.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import type { UploadVehicleFile, VehicleFileView } from './vehicle-file.dto.js';
import { VehicleFile, vehicleFileLifecycle } from './vehicle-file.entity.js';
import { VehicleFileReads } from './vehicle-file.queries.js';
import { FileRemoved, PhotoMustBeImage } from './vehicle-file.rules.js';

export const DROP_FILE = 'inventory.drop-file';

/** Photos and documents of cars: named by rows, kept in the file store. */
@Injectable()
export class VehicleFileService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly files: FileStore,
    private readonly jobs: Jobs,
    private readonly reads: VehicleFileReads,
  ) {}

  async upload(stockVehicleId: string, bytes: Buffer, declared: string | undefined, body: UploadVehicleFile): Promise<VehicleFileView> {
    const { kind, category, fileName, caption = null } = body;
    const mediaType = typeOfUpload(bytes, declared);
    if (kind === 'PHOTO' && mediaType === 'application/pdf') throw PhotoMustBeImage({ errors: [at('/kind', PhotoMustBeImage)] });
    const id = await this.db.transaction(async () => {
      const { storeId } = await this.db.find(StockVehicle, stockVehicleId);
      const sha256 = await this.#keep(bytes);
      const file = Object.assign(new VehicleFile(), {
        ...{ id: newId(), number: await this.numbers.next('VF'), storeId, stockVehicleId, kind, category, fileName, caption },
        ...{ mediaType, size: bytes.length, sha256, uploadedBy: context.principal.id },
      });
      vehicleFileLifecycle.begin(file);
      await this.db.save(file, 'upload');
      return file.id;
    });
    return this.reads.one(id);
  }

  /** The bytes, to who may see the car. */
  async content(id: string): Promise<Rendered> {
    const { state, sha256, mediaType, fileName } = await this.reads.record(id);
    if (state === 'REMOVED') throw FileRemoved();
    return fileAnswer(mediaType, await this.files.get(sha256), fileName);
  }

  /** That it was there, and why it is not, stays; its bytes go once nobody names them. */
  async remove(id: string, reason: string): Promise<VehicleFileView> {
    await this.reads.record(id);
    await this.db.transaction(async () => {
      const [file] = await this.db.lockAll(VehicleFile, { id });
      if (!file) return;
      vehicleFileLifecycle.move(file, 'remove');
      Object.assign(file, { removedBy: context.principal.id, removedAt: this.clock.now(), removeReason: reason });
      await this.db.save(file, 'remove');
      await this.jobs.enqueue(DROP_FILE, { sha256: file.sha256 }, `${DROP_FILE} ${file.sha256}`);
    });
    return this.reads.one(id);
  }

  /** Nobody names the content while it goes: who brings it again meanwhile waits, and puts it anew. */
  drop(sha256: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.#alone(sha256);
      const named = await this.db.touched(`SELECT 1 FROM inventory.vehicle_file WHERE sha256 = $1 AND state = 'KEPT' LIMIT 1`, [sha256]);
      if (named === 0) await this.files.drop(sha256);
    });
  }

  async #keep(bytes: Buffer): Promise<string> {
    const sha256 = await this.files.put(bytes);
    await this.#alone(sha256);
    return this.files.put(bytes);
  }
  async #alone(sha256: string): Promise<void> {
    await this.db.sql(`SELECT pg_advisory_xact_lock(hashtextextended('inventory.file ' || $1, 0))`, [sha256]);
  }
}
