import type { MigrationInterface, QueryRunner } from 'typeorm';

const BODY_ZH = `# 汽车买卖合同 {{contractNumber}}

卖方:{{sellerName}}({{storeCity}})
买方:{{buyerName}},证件号码:{{buyerIdentity}}
订单:{{orderNumber}},签订日期:{{drawnOn}}

一、车辆
车型:{{modelName}},颜色:{{colour}},车辆识别代号(VIN):{{vin}}

二、价款
{{priceLines}}
合计:{{total}},其中代收款 {{passThroughTotal}}。定金:{{depositAmount}}。

三、付款
贷款:{{loan}}
置换:{{tradeIn}}

四、质量与三包
卖方按《家用汽车产品修理更换退货责任规定》承担责任,随车交付三包凭证。

五、其他
保险、贷款、精品由买方自愿选择,不是本合同成立的条件。

买方签字:                卖方盖章:`;

const BODY_EN = `# Vehicle purchase contract {{contractNumber}}

Seller: {{sellerName}} ({{storeCity}})
Buyer: {{buyerName}}, identity number {{buyerIdentity}}
Order {{orderNumber}}, drawn up on {{drawnOn}}

1 Vehicle
Model {{modelName}}, colour {{colour}}, VIN {{vin}}

2 Price
{{priceLines}}
Total {{total}}, of which {{passThroughTotal}} is collected for others. Deposit {{depositAmount}}.

3 Payment
Loan: {{loan}}
Trade-in: {{tradeIn}}

4 Quality and statutory warranty
The seller answers by the rules on repair, replacement and return of household cars; the warranty book comes with the car.

5 Other
Insurance, loan and accessories are the buyer's free choice and no condition of this contract.

Signed by the buyer:                Seal of the seller:`;

export class SalesContractTemplates1764000000544 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE sales.contract_template (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL,
  revision int NOT NULL CONSTRAINT ck_contract_template_revision CHECK (revision > 0),
  state text NOT NULL CONSTRAINT ck_contract_template_state CHECK (state IN ('DRAFT', 'PUBLISHED', 'RETIRED')),
  title_zh text NOT NULL,
  title_en text NOT NULL,
  body_zh text NOT NULL,
  body_en text NOT NULL,
  published_at timestamptz,
  CONSTRAINT uq_contract_template_revision UNIQUE (code, revision),
  CONSTRAINT ck_contract_template_published CHECK ((state = 'DRAFT') = (published_at IS NULL))
);
CREATE UNIQUE INDEX uq_contract_template_published ON sales.contract_template (code) WHERE state = 'PUBLISHED';

ALTER TABLE sales.contract
  ADD COLUMN template_id uuid REFERENCES sales.contract_template (id),
  ADD COLUMN template_code text,
  ADD COLUMN template_revision int,
  ADD COLUMN language text,
  ADD COLUMN text_sealed text,
  ADD COLUMN pass_through_total bigint,
  ADD COLUMN signed_at timestamptz,
  ADD COLUMN signature_method text CONSTRAINT ck_contract_signature_method CHECK (signature_method IN ('HANDWRITTEN', 'E_SIGNATURE', 'SMS_CODE')),
  ADD COLUMN signature_reference text,
  ADD COLUMN signature_sha256 text,
  ADD COLUMN witnessed_by uuid,
  ADD CONSTRAINT ck_contract_text CHECK ((template_id IS NULL) = (text_sealed IS NULL));
CREATE INDEX ix_contract_template ON sales.contract (template_id);
`);
    await runner.query(
      `INSERT INTO sales.contract_template (id, version, created_at, updated_at, code, revision, state, title_zh, title_en, body_zh, body_en, published_at)
       VALUES ('01938b4e-7c00-7000-8000-00000000c001', 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'VEHICLE_SALE', 1, 'PUBLISHED', '汽车买卖合同', 'Vehicle purchase contract', $1, $2, '2026-01-01T00:00:00Z')`,
      [BODY_ZH, BODY_EN],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.contract
  DROP CONSTRAINT ck_contract_text,
  DROP COLUMN witnessed_by,
  DROP COLUMN signature_sha256,
  DROP COLUMN signature_reference,
  DROP COLUMN signature_method,
  DROP COLUMN signed_at,
  DROP COLUMN pass_through_total,
  DROP COLUMN text_sealed,
  DROP COLUMN language,
  DROP COLUMN template_revision,
  DROP COLUMN template_code,
  DROP COLUMN template_id;
DROP TABLE sales.contract_template;
`);
  }
}
