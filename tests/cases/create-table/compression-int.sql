-- case: An integer is not compressed
-- covers: create-table/column-compression
-- error: 0A000
CREATE TABLE t (a int COMPRESSION pglz);
