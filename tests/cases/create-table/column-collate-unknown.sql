-- case: A collation that does not exist
-- covers: create-table/column-collate
-- error: 42704
CREATE TABLE t (a text COLLATE nosuch);
