-- case: A temporal foreign key
-- covers: create-table/table-foreign-key-period, create-extension/extension
-- postgres: 18
CREATE EXTENSION btree_gist;
CREATE TABLE p (id int, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));
CREATE TABLE c (id int, p_id int, valid daterange, FOREIGN KEY (p_id, PERIOD valid) REFERENCES p (id, PERIOD valid));
