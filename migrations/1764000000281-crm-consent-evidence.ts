import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A consent that somebody of ours records can be shown (PR-3); of what was recorded before, it is said that nothing was kept. Who gave an opportunity up is kept (L-2). */
export class CrmConsentEvidence1764000000281 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
UPDATE crm.consent SET evidence = '未留存凭证' WHERE granted AND source = 'STAFF' AND evidence IS NULL;
ALTER TABLE crm.consent ADD CONSTRAINT ck_consent_evidence CHECK (NOT granted OR source <> 'STAFF' OR evidence IS NOT NULL);
ALTER TABLE crm.opportunity ADD lost_by uuid;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE crm.consent DROP CONSTRAINT ck_consent_evidence;
ALTER TABLE crm.opportunity DROP COLUMN lost_by;
`);
  }
}
