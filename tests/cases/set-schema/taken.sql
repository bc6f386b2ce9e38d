-- case: The name is taken there
-- covers: alter-table/set-schema
-- error: 42P07
CREATE SCHEMA s;
CREATE TABLE s.t (a int);
CREATE TABLE t (a int);
ALTER TABLE t SET SCHEMA s;
