-- case: A whole row as a column
-- covers: create-view/view
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT t AS whole, t.a FROM t;
