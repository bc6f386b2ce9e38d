-- case: A column of an index has no options of its own
-- covers: alter-table/set-attribute-option
-- error: 42809
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
ALTER INDEX i ALTER COLUMN a SET (n_distinct = 100);
