import { Injectable } from '@nestjs/common';
import { Database } from '../../kernel/database/database.js';
import { Reactions } from '../../kernel/events/event.js';
import { plus } from '../../kernel/time/clock.js';

const KEPT_DAYS = 30;

@Injectable()
export class IdentityReactions extends Reactions {
  constructor(private readonly db: Database) {
    super();
  }

  override readonly listeners = [];
  override readonly ticks = [
    {
      name: 'identity.forget-old-sign-ins',
      daily: '02:30',
      run: async (_date: string, now: Date) => {
        await this.db.sql('DELETE FROM identity.refresh_token WHERE expires_at < $1', [plus(now, { days: -KEPT_DAYS })]);
        await this.db.sql('DELETE FROM identity.sign_in_failure WHERE at < $1', [plus(now, { days: -1 })]);
        await this.db.sql('DELETE FROM kernel.idempotency WHERE expires_at < $1', [now]);
      },
    },
  ];
}
