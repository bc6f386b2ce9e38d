-- case: An unlogged table is a table
-- covers: create-table/unlogged
CREATE UNLOGGED TABLE t (a int PRIMARY KEY);
