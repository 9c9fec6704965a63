import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans of what to buy, and orders to the maker; what the maker has confirmed and not sent is counted like the cars are. */
export class InventoryPurchasing1764000000452 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE inventory.purchase_plan (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_purchase_plan_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_purchase_plan_state CHECK (state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'ORDERED')),
  store_id uuid NOT NULL,
  title text NOT NULL,
  as_of date NOT NULL,
  planned_by uuid NOT NULL,
  submitted_by uuid,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  vehicle_purchase_order_id uuid,
  CONSTRAINT ck_purchase_plan_decided CHECK ((state IN ('APPROVED', 'REJECTED', 'ORDERED')) = (decided_at IS NOT NULL)),
  CONSTRAINT ck_purchase_plan_approver CHECK (state NOT IN ('APPROVED', 'ORDERED') OR decided_by <> submitted_by),
  CONSTRAINT ck_purchase_plan_ordered CHECK ((state = 'ORDERED') = (vehicle_purchase_order_id IS NOT NULL))
);
CREATE INDEX ix_purchase_plan_created ON inventory.purchase_plan (created_at, id);
CREATE INDEX ix_purchase_plan_store ON inventory.purchase_plan (store_id, created_at, id);

CREATE TABLE inventory.purchase_plan_line (
  id uuid PRIMARY KEY,
  purchase_plan_id uuid NOT NULL REFERENCES inventory.purchase_plan (id),
  line_number int NOT NULL,
  model_id uuid NOT NULL REFERENCES inventory.vehicle_model (id),
  colour text NOT NULL,
  target_days_supply numeric(6,1) NOT NULL,
  sold_in_30_days int NOT NULL,
  daily_rate numeric(12,4) NOT NULL,
  open_demand int NOT NULL,
  projected int NOT NULL,
  needed numeric(12,2) NOT NULL,
  pack int NOT NULL,
  quota int,
  suggested int NOT NULL CONSTRAINT ck_purchase_plan_line_suggested CHECK (suggested >= 0),
  quantity int NOT NULL CONSTRAINT ck_purchase_plan_line_quantity CHECK (quantity >= 0),
  unit_cost bigint NOT NULL CONSTRAINT ck_purchase_plan_line_cost CHECK (unit_cost >= 0),
  stock_policy_id uuid REFERENCES inventory.stock_policy (id),
  stock_alert_id uuid REFERENCES inventory.stock_alert (id),
  CONSTRAINT uq_purchase_plan_line_number UNIQUE (purchase_plan_id, line_number)
);
CREATE INDEX ix_purchase_plan_line_alert ON inventory.purchase_plan_line (stock_alert_id) WHERE stock_alert_id IS NOT NULL;

CREATE TABLE inventory.vehicle_purchase_order (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_vehicle_purchase_order_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_vehicle_purchase_order_state CHECK (state IN ('DRAFT', 'APPROVED', 'SENT', 'CONFIRMED', 'CLOSED', 'CANCELLED')),
  store_id uuid NOT NULL,
  maker text NOT NULL,
  purchase_plan_id uuid REFERENCES inventory.purchase_plan (id),
  requested_by uuid NOT NULL,
  approved_by uuid,
  sent_at timestamptz,
  maker_reference text,
  confirmed_at timestamptz,
  reason text,
  CONSTRAINT ck_vehicle_purchase_order_approver CHECK (approved_by <> requested_by OR purchase_plan_id IS NOT NULL),
  CONSTRAINT ck_vehicle_purchase_order_approved CHECK (state IN ('DRAFT', 'CANCELLED') OR approved_by IS NOT NULL)
);
CREATE UNIQUE INDEX uq_vehicle_purchase_order_plan ON inventory.vehicle_purchase_order (purchase_plan_id) WHERE purchase_plan_id IS NOT NULL;
CREATE INDEX ix_vehicle_purchase_order_created ON inventory.vehicle_purchase_order (created_at, id);
CREATE INDEX ix_vehicle_purchase_order_store ON inventory.vehicle_purchase_order (store_id, created_at, id);

CREATE TABLE inventory.vehicle_purchase_order_line (
  id uuid PRIMARY KEY,
  vehicle_purchase_order_id uuid NOT NULL REFERENCES inventory.vehicle_purchase_order (id),
  store_id uuid NOT NULL,
  line_number int NOT NULL,
  model_id uuid NOT NULL REFERENCES inventory.vehicle_model (id),
  colour text NOT NULL,
  quantity int NOT NULL CONSTRAINT ck_vehicle_purchase_order_line_quantity CHECK (quantity > 0),
  confirmed int NOT NULL,
  shipped int NOT NULL,
  unit_cost bigint NOT NULL CONSTRAINT ck_vehicle_purchase_order_line_cost CHECK (unit_cost >= 0),
  CONSTRAINT ck_vehicle_purchase_order_line_shipped CHECK (0 <= shipped AND shipped <= confirmed AND confirmed <= quantity),
  CONSTRAINT uq_vehicle_purchase_order_line_number UNIQUE (vehicle_purchase_order_id, line_number),
  CONSTRAINT uq_vehicle_purchase_order_line_car UNIQUE (vehicle_purchase_order_id, model_id, colour)
);

CREATE FUNCTION inventory.count_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
    SELECT store_id, model_id, colour, 'OEM_CONFIRMED', NULL, sum(confirmed - shipped) FROM new_rows GROUP BY 1, 2, 3 HAVING sum(confirmed - shipped) <> 0;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
    SELECT store_id, model_id, colour, 'OEM_CONFIRMED', NULL, -sum(confirmed - shipped) FROM old_rows GROUP BY 1, 2, 3 HAVING sum(confirmed - shipped) <> 0;
  ELSE
    INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
    SELECT store_id, model_id, colour, 'OEM_CONFIRMED', NULL, sum(n)
    FROM (SELECT store_id, model_id, colour, shipped - confirmed AS n FROM old_rows UNION ALL SELECT store_id, model_id, colour, confirmed - shipped FROM new_rows) changed
    GROUP BY 1, 2, 3 HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_added AFTER INSERT ON inventory.vehicle_purchase_order_line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION inventory.count_confirmed();
CREATE TRIGGER count_changed AFTER UPDATE ON inventory.vehicle_purchase_order_line REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION inventory.count_confirmed();
CREATE TRIGGER count_removed AFTER DELETE ON inventory.vehicle_purchase_order_line REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION inventory.count_confirmed();
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE inventory.vehicle_purchase_order_line;
DROP FUNCTION inventory.count_confirmed();
DROP TABLE inventory.vehicle_purchase_order;
DROP TABLE inventory.purchase_plan_line;
DROP TABLE inventory.purchase_plan;
DELETE FROM inventory.stock_count WHERE kind = 'OEM_CONFIRMED';
`);
  }
}
