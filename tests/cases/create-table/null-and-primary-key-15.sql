-- case: Before 18 NULL beside PRIMARY KEY is overruled
-- covers: create-table/null, create-table/primary-key
-- postgres: 15
CREATE TABLE t (a int NULL PRIMARY KEY);
