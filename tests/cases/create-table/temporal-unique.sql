-- case: A temporal unique key
-- covers: create-table/table-unique-without-overlaps, create-extension/extension
-- postgres: 18
CREATE EXTENSION btree_gist;
CREATE TABLE t (id int, valid tstzrange NOT NULL, CONSTRAINT u UNIQUE (id, valid WITHOUT OVERLAPS));
