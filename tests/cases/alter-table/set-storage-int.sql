-- case: An integer is stored plain
-- covers: alter-table/set-storage
-- error: 0A000
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET STORAGE EXTERNAL;
