-- case: From 18 on a key column cannot be NULL
-- covers: create-table/null, create-table/primary-key
-- postgres: 18
-- error: 42601
CREATE TABLE t (a int NULL PRIMARY KEY);
