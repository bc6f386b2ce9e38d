-- case: Before 16 a child must compute the same as its parent
-- covers: alter-table/inherit, create-table/generated-stored
-- postgres: 15
-- error: 42804
CREATE TABLE base (amount int, twice int GENERATED ALWAYS AS (amount * 2) STORED);
CREATE TABLE same (amount int, twice int GENERATED ALWAYS AS (amount * 2) STORED);
ALTER TABLE same INHERIT base;
CREATE TABLE other (amount int, twice int GENERATED ALWAYS AS (amount * 3) STORED);
ALTER TABLE other INHERIT base;
