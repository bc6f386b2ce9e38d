-- case: From 16 on a child may compute something else than its parent
-- covers: alter-table/inherit, create-table/generated-stored
-- postgres: 18
CREATE TABLE base (amount int, twice int GENERATED ALWAYS AS (amount * 2) STORED);
CREATE TABLE other (amount int, twice int GENERATED ALWAYS AS (amount * 3) STORED);
ALTER TABLE other INHERIT base;
