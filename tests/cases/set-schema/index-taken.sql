-- case: An index's name is taken there
-- covers: alter-table/set-schema
-- error: 42P07
CREATE SCHEMA s;
CREATE TABLE s.t_pkey (a int);
CREATE TABLE t (a int PRIMARY KEY);
ALTER TABLE t SET SCHEMA s;
