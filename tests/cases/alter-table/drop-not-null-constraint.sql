-- case: Dropping a NOT NULL constraint by its name
-- covers: alter-table/drop-constraint, create-table/table-not-null
-- postgres: 18
CREATE TABLE t (a int NOT NULL, b int CONSTRAINT b_set NOT NULL);
ALTER TABLE t DROP CONSTRAINT t_a_not_null;
ALTER TABLE t DROP CONSTRAINT b_set;
