-- case: Two columns of one name
-- covers: create-view/view
-- error: 42701
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a, a FROM t;
