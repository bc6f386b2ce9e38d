-- case: A literal that is cast is read with the statement, wherever it stands
-- covers: create-view/view
-- error: 22P02
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT coalesce(a, 'abc'::int) AS x FROM t;
