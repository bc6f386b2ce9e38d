-- case: An integer is not compressed
-- covers: alter-table/set-compression
-- error: 0A000
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET COMPRESSION pglz;
