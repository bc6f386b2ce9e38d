-- case: A call of one of PostgreSQL's own functions with types that it does not take
-- error: 42883
CREATE TABLE t (id integer, note text);
SELECT length(note), upper(note), round(id, 2), abs(id), concat(id, note) FROM t;
SELECT upper(id) FROM t;
