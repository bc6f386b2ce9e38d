-- case: A column that could be either's
-- covers: create-view/view
-- error: 42702
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE VIEW v AS SELECT a FROM t, u;
