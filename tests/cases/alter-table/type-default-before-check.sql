-- case: A default that cannot be cast is said before a check that has no operator
-- covers: alter-table/type
-- error: 42804
CREATE TABLE t (a bigint DEFAULT 4, CONSTRAINT small CHECK (a <= 3));
ALTER TABLE t ALTER COLUMN a TYPE boolean USING a % 2 = 0;
