-- case: A column twice in one key
-- covers: create-table/table-unique
-- error: 42701
CREATE TABLE t (a int, UNIQUE (a, a));
