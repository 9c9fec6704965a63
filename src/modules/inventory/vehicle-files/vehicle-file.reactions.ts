import { Injectable } from '@nestjs/common';
import { job, Reactions } from '../../../kernel/events/event.js';
import { DROP_FILE, VehicleFileService } from './vehicle-file.service.js';

/** What was removed goes from the disk, after the transaction that said so. */
@Injectable()
export class VehicleFileReactions extends Reactions {
  constructor(private readonly files: VehicleFileService) {
    super();
  }
  override readonly listeners = [];
  override readonly jobs = [job(DROP_FILE, ({ sha256 }: { sha256: string }) => this.files.drop(sha256))];
}
