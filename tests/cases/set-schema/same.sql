-- case: Its own schema
-- covers: alter-table/set-schema
CREATE TABLE t (a int);
ALTER TABLE t SET SCHEMA public;
