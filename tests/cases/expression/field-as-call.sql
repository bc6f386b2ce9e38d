-- case: f(t) for the field f of a row
-- covers: create-view/view
CREATE TABLE t (a int, last text);
SELECT last(t) FROM t;
SELECT x.a, last(x) AS l FROM t AS x WHERE last(x) = 'y';
