-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE prices (
    id bigint PRIMARY KEY,
    net numeric(12, 2) NOT NULL,
    gross numeric(12, 2) DEFAULT 0 GENERATED ALWAYS AS (net * 1.2) STORED
);
CREATE TABLE orders (
    id bigint DEFAULT 1 GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);
CREATE TABLE lines (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    twice bigint GENERATED ALWAYS AS (2 * 3) STORED
);
ALTER TABLE lines ALTER COLUMN id SET DEFAULT 1;
ALTER TABLE lines ALTER COLUMN twice SET DEFAULT 1;
