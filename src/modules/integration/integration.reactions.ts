import { Injectable } from '@nestjs/common';
import { Reactions } from '../../kernel/events/event.js';
import { AdfIntakeService } from './adf/adf-intake.service.js';
import { ImportService } from './imports/import.service.js';

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class IntegrationReactions extends Reactions {
  constructor(
    private readonly intakes: AdfIntakeService,
    private readonly imports: ImportService,
  ) {
    super();
  }

  override readonly listeners = [];

  override readonly ticks = [
    {
      name: 'integration.erase-adf-content',
      table: 'integration.adf_intake',
      due: 'erase_at',
      where: 'content_sealed IS NOT NULL AND erase_at IS NOT NULL',
      run: (id: string) => this.intakes.erase(id),
    },
    {
      name: 'integration.run-imports',
      table: 'integration.import',
      due: 'next_run_at',
      where: `state IN ('RECEIVED', 'RUNNING')`,
      run: (id: string) => this.imports.run(id),
    },
    {
      name: 'integration.erase-imports',
      table: 'integration.import',
      due: 'erase_at',
      where: 'erase_at IS NOT NULL',
      run: (id: string) => this.imports.erase(id),
    },
  ];
}
