-- case: An operator class of the history's own brings no operator: a check keeps its own
-- covers: alter-table/type, create-table/check
-- error: 42883
CREATE OPERATOR CLASS even FOR TYPE int USING hash AS OPERATOR 1 =;
CREATE TABLE t (a bigint, CONSTRAINT small CHECK (a <= 3));
ALTER TABLE t ALTER COLUMN a TYPE boolean USING a % 2 = 0;
