-- case: LIKE of a view
-- covers: create-table/like, create-view/view
CREATE TABLE s (a int NOT NULL, b varchar(3));
CREATE VIEW v AS SELECT * FROM s;
CREATE TABLE t (LIKE v);
