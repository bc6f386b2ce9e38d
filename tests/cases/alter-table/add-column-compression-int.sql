-- case: An integer column that is added is not compressed
-- covers: alter-table/add-column
-- error: 0A000
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int COMPRESSION pglz;
