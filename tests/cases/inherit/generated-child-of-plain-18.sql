-- case: From 16 on a child must not compute what its parent holds
-- covers: alter-table/inherit, create-table/generated-stored
-- postgres: 18
-- error: 42804
CREATE TABLE base (amount int, doubled int);
CREATE TABLE computed (amount int, doubled int GENERATED ALWAYS AS (amount * 2) STORED);
ALTER TABLE computed INHERIT base;
