-- case: An operator that is not there, in what SELECT gives
-- error: 42883
CREATE TABLE t (id integer, note text);
SELECT id + 1, note || id FROM t;
SELECT note + id FROM t;
