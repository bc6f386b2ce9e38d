-- case: A column that is not there
-- covers: create-view/view
-- error: 42703
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT b FROM t;
