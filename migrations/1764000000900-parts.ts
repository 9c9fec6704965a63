import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Parts1764000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SCHEMA parts;

-- Every character and every pair of neighbours of a text: what the search index holds.
CREATE FUNCTION parts.pieces(t text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  ARRAY(SELECT DISTINCT substr(t, n, l) FROM generate_series(1, char_length(t)) AS n, generate_series(1, 2) AS l WHERE n + l - 1 <= char_length(t));
-- The pieces that a text must hold to contain what is looked for.
CREATE FUNCTION parts.wanted(t text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  CASE WHEN char_length(t) < 2 THEN ARRAY[t] ELSE ARRAY(SELECT DISTINCT substr(t, n, 2) FROM generate_series(1, char_length(t) - 1) AS n) END;

CREATE TABLE parts.part (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL,
  name text NOT NULL,
  unit text NOT NULL,
  price bigint NOT NULL CONSTRAINT ck_part_price CHECK (price > 0),
  source text NOT NULL CONSTRAINT ck_part_source CHECK (source IN ('OEM', 'EQUIVALENT', 'REMANUFACTURED', 'REUSED')),
  maker text,
  category text
);
CREATE UNIQUE INDEX uq_part_number ON parts.part (upper(number));
CREATE INDEX ix_part_search ON parts.part USING gin (parts.pieces(upper(number || ' ' || name)));
CREATE INDEX ix_part_list ON parts.part (number, id);
CREATE INDEX ix_part_category ON parts.part (category);

CREATE TABLE parts.supplier (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  name text NOT NULL,
  contact text,
  phone text
);
CREATE INDEX ix_supplier_name ON parts.supplier (name, id);

CREATE TABLE parts.part_purchase_order (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_part_purchase_order_number UNIQUE,
  store_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_part_purchase_order_state CHECK (state IN ('DRAFT', 'APPROVED', 'SENT', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CLOSED', 'CANCELLED')),
  supplier_id uuid NOT NULL REFERENCES parts.supplier (id),
  type text NOT NULL CONSTRAINT ck_part_purchase_order_type CHECK (type IN ('STOCK', 'RUSH', 'SPECIAL', 'BACKORDER')),
  requested_by uuid NOT NULL,
  approved_by uuid,
  sent_at timestamptz,
  reason text,
  CONSTRAINT ck_part_purchase_order_approver CHECK (approved_by <> requested_by)
);
CREATE INDEX ix_part_purchase_order_store ON parts.part_purchase_order (store_id, created_at DESC, id DESC);
CREATE INDEX ix_part_purchase_order_supplier ON parts.part_purchase_order (supplier_id);

CREATE TABLE parts.part_purchase_order_line (
  id uuid PRIMARY KEY,
  part_purchase_order_id uuid NOT NULL REFERENCES parts.part_purchase_order (id),
  part_id uuid NOT NULL REFERENCES parts.part (id),
  quantity numeric(13, 3) NOT NULL CONSTRAINT ck_part_purchase_order_line_quantity CHECK (quantity > 0),
  unit_cost bigint NOT NULL CONSTRAINT ck_part_purchase_order_line_cost CHECK (unit_cost >= 0),
  received numeric(13, 3) NOT NULL CONSTRAINT ck_part_purchase_order_line_received CHECK (received >= 0),
  CONSTRAINT uq_part_purchase_order_line UNIQUE (part_purchase_order_id, part_id)
);

CREATE TABLE parts.goods_receipt (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_goods_receipt_number UNIQUE,
  store_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_goods_receipt_state CHECK (state IN ('POSTED')),
  part_purchase_order_id uuid NOT NULL REFERENCES parts.part_purchase_order (id),
  received_by uuid NOT NULL
);
CREATE INDEX ix_goods_receipt_store ON parts.goods_receipt (store_id, created_at DESC, id DESC);
CREATE INDEX ix_goods_receipt_order ON parts.goods_receipt (part_purchase_order_id);

CREATE TABLE parts.goods_receipt_line (
  id uuid PRIMARY KEY,
  goods_receipt_id uuid NOT NULL REFERENCES parts.goods_receipt (id),
  part_id uuid NOT NULL REFERENCES parts.part (id),
  quantity numeric(13, 3) NOT NULL CONSTRAINT ck_goods_receipt_line_quantity CHECK (quantity > 0),
  unit_cost bigint NOT NULL CONSTRAINT ck_goods_receipt_line_cost CHECK (unit_cost >= 0)
);
CREATE INDEX ix_goods_receipt_line ON parts.goods_receipt_line (goods_receipt_id);

CREATE TABLE parts.part_stock (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  part_id uuid NOT NULL REFERENCES parts.part (id),
  on_hand numeric(13, 3) NOT NULL CONSTRAINT ck_part_stock_on_hand CHECK (on_hand >= 0),
  reserved numeric(13, 3) NOT NULL,
  average_cost numeric(18, 6) NOT NULL CONSTRAINT ck_part_stock_cost CHECK (average_cost >= 0),
  value bigint NOT NULL CONSTRAINT ck_part_stock_value CHECK (value >= 0),
  CONSTRAINT ck_part_stock_reserved CHECK (reserved BETWEEN 0 AND on_hand),
  CONSTRAINT uq_part_stock UNIQUE (store_id, part_id)
);
CREATE INDEX ix_part_stock_part ON parts.part_stock (part_id);

CREATE TABLE parts.part_movement (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  part_id uuid NOT NULL REFERENCES parts.part (id),
  type text NOT NULL CONSTRAINT ck_part_movement_type CHECK (type IN ('RECEIPT', 'ISSUE_RO')),
  quantity numeric(13, 3) NOT NULL,
  unit_cost numeric(18, 6) NOT NULL,
  value bigint NOT NULL,
  document_type text NOT NULL,
  document_id uuid NOT NULL,
  reason text,
  employee_id uuid NOT NULL,
  CONSTRAINT ck_part_movement_sign CHECK (CASE type WHEN 'RECEIPT' THEN quantity > 0 AND value >= 0 ELSE quantity < 0 AND value <= 0 END)
);
CREATE INDEX ix_part_movement_part ON parts.part_movement (part_id, at DESC, id DESC);
CREATE INDEX ix_part_movement_store ON parts.part_movement (store_id, at DESC, id DESC);
CREATE INDEX ix_part_movement_document ON parts.part_movement (document_id);

CREATE FUNCTION parts.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The stock ledger is append-only (P-1)';
END $$;
CREATE TRIGGER part_movement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON parts.part_movement FOR EACH STATEMENT EXECUTE FUNCTION parts.refuse_change();

CREATE TABLE parts.part_reservation (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_part_reservation_state CHECK (state IN ('OPEN', 'EXPIRED', 'ISSUED', 'RELEASED')),
  repair_order_id uuid NOT NULL,
  line_id uuid NOT NULL CONSTRAINT uq_part_reservation_line UNIQUE,
  part_id uuid NOT NULL REFERENCES parts.part (id),
  quantity numeric(13, 3) NOT NULL CONSTRAINT ck_part_reservation_quantity CHECK (quantity > 0),
  reserved numeric(13, 3) NOT NULL CONSTRAINT ck_part_reservation_reserved CHECK (reserved >= 0),
  issued numeric(13, 3) NOT NULL CONSTRAINT ck_part_reservation_issued CHECK (issued >= 0),
  promised_at timestamptz,
  expires_at timestamptz,
  CONSTRAINT ck_part_reservation_sum CHECK (issued + reserved <= quantity),
  CONSTRAINT ck_part_reservation_hold CHECK (state = 'OPEN' OR reserved = 0)
);
CREATE INDEX ix_part_reservation_order ON parts.part_reservation (repair_order_id);
CREATE INDEX ix_part_reservation_waiting ON parts.part_reservation (store_id, part_id) WHERE state = 'OPEN';
CREATE INDEX ix_part_reservation_expiry ON parts.part_reservation (expires_at) WHERE state = 'OPEN' AND reserved > 0;
CREATE INDEX ix_part_reservation_list ON parts.part_reservation (store_id, created_at DESC, id DESC);

CREATE TABLE parts.part_issue (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_part_issue_number UNIQUE,
  store_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT ck_part_issue_state CHECK (state IN ('ISSUED')),
  repair_order_id uuid NOT NULL,
  line_id uuid NOT NULL,
  part_id uuid NOT NULL REFERENCES parts.part (id),
  quantity numeric(13, 3) NOT NULL CONSTRAINT ck_part_issue_quantity CHECK (quantity > 0),
  unit_cost numeric(18, 6) NOT NULL,
  cost bigint NOT NULL,
  issued_by uuid NOT NULL
);
CREATE INDEX ix_part_issue_order ON parts.part_issue (repair_order_id);
CREATE INDEX ix_part_issue_part ON parts.part_issue (part_id);
CREATE INDEX ix_part_issue_store ON parts.part_issue (store_id, created_at DESC, id DESC);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA parts CASCADE');
  }
}
