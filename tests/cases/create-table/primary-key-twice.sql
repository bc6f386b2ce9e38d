-- case: Two primary keys
-- covers: create-table/primary-key
-- error: 42P16
CREATE TABLE t (a int PRIMARY KEY, b int PRIMARY KEY);
