import type { MigrationInterface, QueryRunner } from 'typeorm';

const SYSTEM = '00000000-0000-0000-0000-000000000000';
const sources = (names: string) => `
ALTER TABLE inventory.vehicle_defect DROP CONSTRAINT ck_vehicle_defect_source, ADD CONSTRAINT ck_vehicle_defect_source CHECK (source IN (${names}));
`;

/** What a car is on hold for; what a used car was before is told its buyer as a defect that was left as it is. */
export class InventoryHoldsAndHistories1764000000472 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE inventory.stock_vehicle ADD COLUMN hold_kind text CONSTRAINT ck_stock_vehicle_hold_kind CHECK (hold_kind IN ('QUALITY', 'RECALL', 'OTHER'));
UPDATE inventory.stock_vehicle SET hold_kind = 'OTHER' WHERE state = 'HOLD';
${sources(`'ARRIVAL', 'STORAGE', 'PDI', 'TRANSFER', 'HISTORY'`)}
INSERT INTO inventory.vehicle_defect (id, version, created_at, updated_at, number, state, stock_vehicle_id, source, item_code, description, severity, found_by, found_at,
  decided_by, decided_at, decision_note)
SELECT gen_random_uuid(), 1, v.updated_at, v.updated_at, 'VD-' || v.number, 'WAIVED', v.id, 'HISTORY', v.disclosure, t.told, 'MINOR', '${SYSTEM}', v.updated_at, '${SYSTEM}', v.updated_at, t.told
FROM inventory.stock_vehicle v
JOIN (VALUES ('THREE_GUARANTEES_RETURN', '本车为三包退换车'), ('RETURNED', '本车曾售出并退回'), ('FORMER_DEMO', '本车曾作试驾车使用'), ('FORMER_LOANER', '本车曾作代步车使用'))
  AS t (disclosure, told) ON t.disclosure = v.disclosure
WHERE v.state NOT IN ('DELIVERED', 'WHOLESALE', 'SCRAPPED', 'CANCELLED');
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DELETE FROM inventory.defect_disclosure WHERE vehicle_defect_id IN (SELECT id FROM inventory.vehicle_defect WHERE source = 'HISTORY');
DELETE FROM inventory.vehicle_defect WHERE source = 'HISTORY';
${sources(`'ARRIVAL', 'STORAGE', 'PDI', 'TRANSFER'`)}
ALTER TABLE inventory.stock_vehicle DROP COLUMN hold_kind;
`);
  }
}
