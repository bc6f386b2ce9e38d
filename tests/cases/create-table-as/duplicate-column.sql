-- case: Two columns of one name
-- covers: create-table-as/as
-- error: 42701
CREATE TABLE s (a int);
CREATE TABLE t AS SELECT a, a FROM s;
