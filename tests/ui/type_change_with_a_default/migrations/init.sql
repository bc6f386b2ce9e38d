-- revision: init
-- irreversible: an example

-- +up
CREATE TYPE state AS ENUM ('open', 'paid');
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    state text NOT NULL DEFAULT 'open',
    paid int NOT NULL DEFAULT 0,
    number text,
    net int,
    gross text GENERATED ALWAYS AS ('none') STORED
);
ALTER TABLE orders ALTER state TYPE state USING state::state;
ALTER TABLE orders ALTER COLUMN paid TYPE boolean USING paid <> 0;
ALTER TABLE orders ALTER COLUMN state TYPE int;
ALTER TABLE orders ALTER COLUMN number TYPE int;
ALTER TABLE orders ALTER COLUMN gross TYPE int;
ALTER TABLE orders ALTER COLUMN gross TYPE varchar(10) USING 'other';
-- What is said above is done here.
ALTER TABLE orders
    ALTER state DROP DEFAULT, ALTER COLUMN state TYPE state USING state::state, ALTER state SET DEFAULT 'open',
    ALTER COLUMN paid DROP DEFAULT, ALTER COLUMN paid TYPE boolean USING paid <> 0;
