-- case: One bad action refuses all
-- covers: alter-table/several-actions
-- error: 42703
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int, DROP COLUMN nosuch;
