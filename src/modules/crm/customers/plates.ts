import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';

/** Which plates a customer came with, each kept as a blind index only: a plate and a name tell a duplicate (L-3). */
@Injectable()
export class Plates {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
  ) {}

  async note(customerId: string, plate: string, since: Date): Promise<void> {
    await this.db.sql(
      'INSERT INTO crm.customer_plate (id, customer_id, plate_index, since) VALUES ($1, $2, $3, $4) ON CONFLICT (customer_id, plate_index) DO NOTHING',
      [newId(), customerId, this.personal.blindIndex('plate', plate), since],
    );
  }

  /** A car of theirs became known, perhaps with its plate. */
  async hear(customerId: string, sealed: string | undefined, since: Date): Promise<void> {
    const plate = await this.personal.open(customerId, sealed);
    if (plate !== null) await this.note(customerId, plate, since);
  }
}
