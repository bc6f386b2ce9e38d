-- case: Without btree_gist an integer has no gist class
-- covers: create-table/exclude
-- error: 42704
CREATE TABLE t (room int, during tstzrange, EXCLUDE USING gist (room WITH =, during WITH &&));
