-- case: The new table does not depend on its query
-- covers: create-table-as/as, drop-table/drop
CREATE TABLE s (a int);
CREATE TABLE t AS SELECT a FROM s;
DROP TABLE s;
