-- case: A policy needs the column
-- covers: alter-table/drop-column, policy/create
-- error: 2BP01
CREATE TABLE t (a int, b int);
CREATE POLICY p ON t USING (b > 0);
ALTER TABLE t DROP COLUMN b;
