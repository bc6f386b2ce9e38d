-- case: A constraint may stand before the column that it names
-- covers: alter-table/add-column, alter-table/several-actions
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT bc CHECK (b > c), ADD COLUMN b int, ADD COLUMN c int;
