-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE INDEX UNIQUE customers_name_idx ON customers (name);
CREATE TABLE a (id bigint PRIMARYKEY);
CREATE TABLE b (id bigint, FOREIGNKEY (id) REFERENCES customers);
CREATE TABLE c (
    id bigint PRIMARY KEY,
    from date
);
ALTER TABLE customers ADD COLUMN country NOT NULL text;
ALTER TABLE customers ALTER COLUMN name varchar(100);
ALTER TABLE customers RENAME COLUMN IF EXISTS name TO full_name;
CREATE TRIGGER d BEFORE UPDATE ON customers FOR EACH ROW suppress_redundant_updates_trigger();
CREATE INDEX customers_lower_idx ON customers (id, lower(name) || 'a');
CREATE TABLE e (
    id bigint PRIMARY KEY,
    net numeric(12, 2)) NOT NULL
);
ALTER TABLE customers ADD CONSTRAINT f CHECK (status > 0);
CREATE INDEX customers_gin_idx ON customers USING gin (name);
CREATE INDEX customers_trgm_idx ON customers USING gin (name gin_trgm_ops);
CREATE TABLE g (
    id bigint PRIMARY KEY,
    net numeric(12, 2) NOT NULL
;
CREATE INDEX g_net_idx ON g (net);
