-- case: A temporal primary key
-- covers: create-table/table-primary-key-without-overlaps, create-extension/extension
-- postgres: 18
CREATE EXTENSION btree_gist;
CREATE TABLE t (id int, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));
