-- case: Two columns of a view are one
-- covers: create-view/view
-- error: 42601
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, a AS again FROM t;
UPDATE v SET a = 1, again = 2;
