-- case: A query over a table that is not there
-- covers: create-table-as/as
-- error: 42P01
CREATE TABLE t AS SELECT * FROM nosuch;
