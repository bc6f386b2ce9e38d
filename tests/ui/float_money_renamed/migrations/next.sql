-- revision: next
-- down_revision: init

-- +up
CREATE DOMAIN measure AS double precision;
CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    x measure,
    y real,
    z numeric(12, 2) DEFAULT 0::float8
);
ALTER TABLE invoices RENAME COLUMN x TO "toplamTutar";
COMMENT ON COLUMN invoices.y IS 'What is owed. @money';
ALTER TABLE invoices RENAME COLUMN z TO net_amount;
CREATE VIEW shown AS SELECT id, net_amount::float8 * 1.2 AS gross FROM invoices;

-- +down
DROP VIEW shown;
DROP TABLE invoices;
DROP DOMAIN measure;
