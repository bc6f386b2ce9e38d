-- case: Temporary tables are not part of the catalog that lasts
-- covers: create-table/temporary
CREATE TEMPORARY TABLE t1 (a int);
CREATE TEMP TABLE t2 (a int);
CREATE TABLE t3 (a int);
