-- case: A type without a btree class
-- covers: create-table/unique
-- error: 42704
CREATE TABLE t (a json UNIQUE);
