import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many new cars there are, counted by the database itself: every statement that touches cars or demands appends what it
 * changed as signed quantities, so a count is a sum of few rows. Rows are only ever appended beside a move: no move waits for
 * another one's count, and there is no lock that two moves could take in different orders. They are folded together later.
 */
export class InventoryStockCounts1764000000450 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE inventory.stock_count (
  store_id uuid NOT NULL,
  model_id uuid NOT NULL,
  colour text NOT NULL,
  kind text NOT NULL,
  expected_on date,
  quantity int NOT NULL CONSTRAINT ck_stock_count_quantity CHECK (quantity <> 0)
);
CREATE INDEX ix_stock_count_store ON inventory.stock_count (store_id, model_id, colour);
CREATE INDEX ix_stock_count_model ON inventory.stock_count (model_id);

CREATE FUNCTION inventory.count_cars() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
    SELECT store_id, model_id, colour, state, CASE WHEN state = 'IN_TRANSIT' THEN expected_on END, count(*)
    FROM new_rows WHERE condition = 'NEW' GROUP BY 1, 2, 3, 4, 5;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
    SELECT store_id, model_id, colour, state, CASE WHEN state = 'IN_TRANSIT' THEN expected_on END, -count(*)
    FROM old_rows WHERE condition = 'NEW' GROUP BY 1, 2, 3, 4, 5;
  ELSE
    INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
    SELECT store_id, model_id, colour, state, CASE WHEN state = 'IN_TRANSIT' THEN expected_on END, sum(n)
    FROM (SELECT store_id, model_id, colour, state, expected_on, condition, -1 AS n FROM old_rows
          UNION ALL SELECT store_id, model_id, colour, state, expected_on, condition, 1 FROM new_rows) changed
    WHERE condition = 'NEW' GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_added AFTER INSERT ON inventory.stock_vehicle REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION inventory.count_cars();
CREATE TRIGGER count_changed AFTER UPDATE ON inventory.stock_vehicle REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION inventory.count_cars();
CREATE TRIGGER count_removed AFTER DELETE ON inventory.stock_vehicle REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION inventory.count_cars();

CREATE FUNCTION inventory.count_demand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
    SELECT store_id, model_id, colour, 'OPEN_DEMAND', NULL, count(*) FROM new_rows WHERE state = 'OPEN' GROUP BY 1, 2, 3;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
    SELECT store_id, model_id, colour, 'OPEN_DEMAND', NULL, -count(*) FROM old_rows WHERE state = 'OPEN' GROUP BY 1, 2, 3;
  ELSE
    INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
    SELECT store_id, model_id, colour, 'OPEN_DEMAND', NULL, sum(n)
    FROM (SELECT store_id, model_id, colour, state, -1 AS n FROM old_rows UNION ALL SELECT store_id, model_id, colour, state, 1 FROM new_rows) changed
    WHERE state = 'OPEN' GROUP BY 1, 2, 3 HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_added AFTER INSERT ON inventory.vehicle_demand REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION inventory.count_demand();
CREATE TRIGGER count_changed AFTER UPDATE ON inventory.vehicle_demand REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION inventory.count_demand();
CREATE TRIGGER count_removed AFTER DELETE ON inventory.vehicle_demand REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION inventory.count_demand();

INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
SELECT store_id, model_id, colour, state, CASE WHEN state = 'IN_TRANSIT' THEN expected_on END, count(*)
FROM inventory.stock_vehicle WHERE condition = 'NEW' GROUP BY 1, 2, 3, 4, 5;
INSERT INTO inventory.stock_count (store_id, model_id, colour, kind, expected_on, quantity)
SELECT store_id, model_id, colour, 'OPEN_DEMAND', NULL, count(*) FROM inventory.vehicle_demand WHERE state = 'OPEN' GROUP BY 1, 2, 3;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TRIGGER count_removed ON inventory.vehicle_demand;
DROP TRIGGER count_changed ON inventory.vehicle_demand;
DROP TRIGGER count_added ON inventory.vehicle_demand;
DROP FUNCTION inventory.count_demand();
DROP TRIGGER count_removed ON inventory.stock_vehicle;
DROP TRIGGER count_changed ON inventory.stock_vehicle;
DROP TRIGGER count_added ON inventory.stock_vehicle;
DROP FUNCTION inventory.count_cars();
DROP TABLE inventory.stock_count;
`);
  }
}
