-- case: LOCK TABLE outside of a transaction
-- covers: create-table/table
-- error: 25P01
CREATE TABLE t (a int);
LOCK TABLE t;
