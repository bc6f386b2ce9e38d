-- case: No such schema
-- covers: alter-table/set-schema
-- error: 3F000
CREATE TABLE t (a int);
ALTER TABLE t SET SCHEMA nosuch;
