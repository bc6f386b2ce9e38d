-- case: Before 16 a child may compute what its parent holds
-- covers: alter-table/inherit, create-table/generated-stored
-- postgres: 15
CREATE TABLE base (amount int, doubled int);
CREATE TABLE computed (amount int, doubled int GENERATED ALWAYS AS (amount * 2) STORED);
ALTER TABLE computed INHERIT base;
