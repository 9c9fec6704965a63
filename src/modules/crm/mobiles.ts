import { Injectable } from '@nestjs/common';
import { Database } from '../../kernel/database/database.js';
import { checkMobile } from '../../kernel/identifiers.js';
import { PersonalData } from '../../kernel/security/personal-data.js';

/** A mobile number as CRM keeps it: sealed under its subject, found by what equal numbers share (L-3, PR-16). */
@Injectable()
export class Mobiles {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
  ) {}

  /** Null when it is no mobile number (ID-3). */
  indexOf(mobile: string): string | null {
    const { normalised } = checkMobile(mobile);
    return normalised === null ? null : this.personal.blindIndex('mobile', normalised);
  }

  /** Columns of a record whose number was validated before. */
  async columns(subjectId: string, mobile: string): Promise<{ mobileSealed: string; mobileIndex: string }> {
    const normalised = checkMobile(mobile).normalised ?? mobile;
    return {
      mobileSealed: await this.personal.seal(subjectId, normalised),
      mobileIndex: this.personal.blindIndex('mobile', normalised),
    };
  }

  /** Lets one transaction at a time decide what a number belongs to: two enquiries of one caller cannot both be the first. */
  async claim(mobileIndex: string): Promise<void> {
    await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 200))', [mobileIndex]);
  }
}
