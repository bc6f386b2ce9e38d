-- case: A check that has no operator for the new type
-- covers: alter-table/type, create-table/check
-- error: 42883
CREATE TABLE t (a int CHECK (a > 0));
ALTER TABLE t ALTER COLUMN a TYPE boolean USING true;
