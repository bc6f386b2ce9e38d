-- case: The type of a column that a policy names stays
-- covers: alter-table/type, policy/create
-- error: 0A000
CREATE TABLE t (a int);
CREATE POLICY p ON t USING (a > 1);
ALTER TABLE t ALTER COLUMN a TYPE bigint;
