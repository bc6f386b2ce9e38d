-- case: MERGE into a column that is not there
-- covers: create-table/table
-- error: 42703
CREATE TABLE t (a int);
MERGE INTO t USING t AS s ON t.a = s.a WHEN NOT MATCHED THEN INSERT (b) VALUES (1);
