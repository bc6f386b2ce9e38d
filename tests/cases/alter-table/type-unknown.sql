-- case: A type that does not exist
-- covers: alter-table/type
-- error: 42704
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a TYPE nosuch;
