-- case: UPDATE of a view's column that is an expression
-- covers: create-view/view
-- error: 0A000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, upper(b) AS u FROM t;
UPDATE v SET u = 'x';
