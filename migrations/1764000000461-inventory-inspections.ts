import type { MigrationInterface, QueryRunner } from 'typeorm';

type Item = [code: string, titleZh: string, titleEn: string, required: boolean, kind: 'OK_DEFECT' | 'NUMBER' | 'TEXT'];

/** Checklists of the CADA guide of 2017-03-10: A arrival, B storage, C before delivery (D-9). */
const DELIVERED: [code: string, id: string, titleZh: string, titleEn: string, items: Item[]][] = [
  [
    'A',
    '01938b4e-7c00-7000-8000-00000000d001',
    '到货检查',
    'Arrival inspection',
    [
      ['VIN_MATCHES', '车架号与单据一致', 'The VIN is that of the papers', true, 'OK_DEFECT'],
      ['EXTERIOR', '车身外观与漆面', 'Body and paint', true, 'OK_DEFECT'],
      ['GLASS', '玻璃与灯具', 'Glass and lamps', true, 'OK_DEFECT'],
      ['TYRES', '轮胎与轮毂', 'Tyres and wheels', true, 'OK_DEFECT'],
      ['INTERIOR', '内饰与座椅', 'Interior and seats', true, 'OK_DEFECT'],
      ['DOCUMENTS', '随车资料与工具', 'Papers and tools', true, 'OK_DEFECT'],
      ['KEYS', '钥匙数量', 'Number of keys', true, 'NUMBER'],
      ['ODOMETER', '里程表读数 km', 'Odometer, km', true, 'NUMBER'],
      ['BATTERY_VOLTAGE', '蓄电池电压 V', 'Battery voltage, V', false, 'NUMBER'],
      ['REMARKS', '其他说明', 'Remarks', false, 'TEXT'],
    ],
  ],
  [
    'B',
    '01938b4e-7c00-7000-8000-00000000d002',
    '库存检查',
    'Storage inspection',
    [
      ['EXTERIOR', '车身外观与防护', 'Body and its cover', true, 'OK_DEFECT'],
      ['TYRES', '胎压与驻车变形', 'Tyre pressure and flat spots', true, 'OK_DEFECT'],
      ['BATTERY_VOLTAGE', '蓄电池电压 V', 'Battery voltage, V', true, 'NUMBER'],
      ['LEAKS', '油液渗漏', 'Leaks', true, 'OK_DEFECT'],
      ['INTERIOR', '内饰与霉变', 'Interior and mould', true, 'OK_DEFECT'],
      ['RUST', '制动盘与底盘锈蚀', 'Rust of brakes and underbody', false, 'OK_DEFECT'],
      ['CHARGE', '动力电池电量 %', 'Traction battery, %', false, 'NUMBER'],
      ['REMARKS', '其他说明', 'Remarks', false, 'TEXT'],
    ],
  ],
  [
    'C',
    '01938b4e-7c00-7000-8000-00000000d003',
    '售前检查 PDI',
    'Pre-delivery inspection',
    [
      ['EXTERIOR', '外观与车身', 'Exterior and body', true, 'OK_DEFECT'],
      ['ELECTRICAL', '电气与灯光', 'Electrics and lights', true, 'OK_DEFECT'],
      ['FLUIDS', '油液与动力', 'Fluids and drivetrain', true, 'OK_DEFECT'],
      ['TYRES', '轮胎与制动', 'Tyres and brakes', true, 'OK_DEFECT'],
      ['DOCUMENTS', '随车资料与工具', 'Papers and tools', true, 'OK_DEFECT'],
      ['SOFTWARE', '车机与软件版本', 'Software version', false, 'TEXT'],
      ['ROAD_TEST', '路试', 'Road test', false, 'OK_DEFECT'],
      ['CHARGE', '动力电池电量 %', 'Traction battery, %', false, 'NUMBER'],
    ],
  ],
];

export class InventoryInspections1764000000461 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE inventory.inspection_template (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL CONSTRAINT ck_inspection_template_code CHECK (code IN ('A', 'B', 'C')),
  revision int NOT NULL CONSTRAINT ck_inspection_template_revision CHECK (revision > 0),
  state text NOT NULL CONSTRAINT ck_inspection_template_state CHECK (state IN ('DRAFT', 'PUBLISHED', 'RETIRED')),
  title_zh text NOT NULL,
  title_en text NOT NULL,
  items jsonb NOT NULL,
  published_at timestamptz,
  CONSTRAINT uq_inspection_template_revision UNIQUE (code, revision),
  CONSTRAINT ck_inspection_template_published CHECK ((state = 'DRAFT') = (published_at IS NULL))
);
CREATE UNIQUE INDEX uq_inspection_template_published ON inventory.inspection_template (code) WHERE state = 'PUBLISHED';
CREATE INDEX ix_inspection_template_code ON inventory.inspection_template (code, id);

ALTER TABLE inventory.stock_vehicle
  ADD COLUMN storage_inspected_on date,
  ADD COLUMN storage_due_on date,
  ADD COLUMN storage_overdue_since date;
UPDATE inventory.stock_vehicle SET storage_due_on = stock_in_date + 30
WHERE stock_in_date IS NOT NULL AND state IN ('IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'HOLD');
CREATE INDEX ix_stock_vehicle_storage_due ON inventory.stock_vehicle (storage_due_on, id) WHERE storage_due_on IS NOT NULL;

CREATE TABLE inventory.vehicle_inspection (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_vehicle_inspection_number UNIQUE,
  store_id uuid NOT NULL,
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  template_id uuid NOT NULL REFERENCES inventory.inspection_template (id),
  template_code text NOT NULL,
  template_revision int NOT NULL,
  inspected_by uuid NOT NULL,
  inspected_at timestamptz NOT NULL,
  odometer_km int,
  answers jsonb NOT NULL,
  result text NOT NULL CONSTRAINT ck_vehicle_inspection_result CHECK (result IN ('PASSED', 'FAILED'))
);
CREATE INDEX ix_vehicle_inspection_created ON inventory.vehicle_inspection (created_at, id);
CREATE INDEX ix_vehicle_inspection_store ON inventory.vehicle_inspection (store_id, created_at, id);
CREATE INDEX ix_vehicle_inspection_vehicle ON inventory.vehicle_inspection (stock_vehicle_id, created_at);

CREATE TABLE inventory.vehicle_defect (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_vehicle_defect_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_vehicle_defect_state CHECK (state IN ('OPEN', 'REWORKED', 'ACCEPTED', 'WAIVED')),
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  source text NOT NULL CONSTRAINT ck_vehicle_defect_source CHECK (source IN ('ARRIVAL', 'STORAGE', 'PDI', 'TRANSFER')),
  inspection_id uuid,
  item_code text NOT NULL,
  description text NOT NULL,
  severity text NOT NULL CONSTRAINT ck_vehicle_defect_severity CHECK (severity IN ('MINOR', 'MAJOR', 'SAFETY')),
  photo_reference text,
  found_by uuid NOT NULL,
  found_at timestamptz NOT NULL,
  rework_note text,
  reworked_by uuid,
  reworked_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  CONSTRAINT ck_vehicle_defect_four_eyes CHECK (state <> 'ACCEPTED' OR decided_by <> reworked_by),
  CONSTRAINT ck_vehicle_defect_decided CHECK (state NOT IN ('ACCEPTED', 'WAIVED') OR decided_at IS NOT NULL)
);
CREATE INDEX ix_vehicle_defect_created ON inventory.vehicle_defect (created_at, id);
CREATE INDEX ix_vehicle_defect_vehicle ON inventory.vehicle_defect (stock_vehicle_id, created_at, id);

CREATE TABLE inventory.defect_disclosure (
  id uuid PRIMARY KEY,
  vehicle_defect_id uuid NOT NULL REFERENCES inventory.vehicle_defect (id),
  sales_order_id uuid NOT NULL,
  document text NOT NULL,
  disclosed_by uuid NOT NULL,
  disclosed_at timestamptz NOT NULL,
  CONSTRAINT uq_defect_disclosure UNIQUE (vehicle_defect_id, sales_order_id)
);
`);
    for (const [code, id, titleZh, titleEn, items] of DELIVERED)
      await runner.query(
        `INSERT INTO inventory.inspection_template (id, version, created_at, updated_at, code, revision, state, title_zh, title_en, items, published_at)
         VALUES ($1, 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', $2, 1, 'PUBLISHED', $3, $4, $5, '2026-01-01T00:00:00Z')`,
        [
          id,
          code,
          titleZh,
          titleEn,
          JSON.stringify(items.map(([item, zh, en, required, kind]) => ({ code: item, titleZh: zh, titleEn: en, required, kind }))),
        ],
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE inventory.defect_disclosure;
DROP TABLE inventory.vehicle_defect;
DROP TABLE inventory.vehicle_inspection;
ALTER TABLE inventory.stock_vehicle DROP COLUMN storage_overdue_since, DROP COLUMN storage_due_on, DROP COLUMN storage_inspected_on;
DROP TABLE inventory.inspection_template;
`);
  }
}
