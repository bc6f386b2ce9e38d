-- case: An operator that is not there, where a join compares
-- error: 42883
CREATE TABLE t (id integer, note text);
CREATE TABLE u (id uuid, t integer);
SELECT * FROM t JOIN u ON u.t = t.id LEFT JOIN t AS z ON z.id = u.t;
SELECT * FROM t JOIN u ON u.id = t.id;
