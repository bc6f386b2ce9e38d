-- case: Scalar columns in a gist exclusion need btree_gist
-- covers: create-table/exclude, create-extension/extension
CREATE EXTENSION btree_gist;
CREATE TABLE t (room int, during tstzrange, EXCLUDE USING gist (room WITH =, during WITH &&));
