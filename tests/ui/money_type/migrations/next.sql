-- revision: next
-- down_revision: init

-- +up
CREATE DOMAIN tutar AS money;
CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    total money NOT NULL,
    kdv tutar NOT NULL
);
CREATE VIEW shown AS SELECT id, total AS toplam FROM invoices;

-- +down
DROP VIEW shown;
DROP TABLE invoices;
DROP DOMAIN tutar;
