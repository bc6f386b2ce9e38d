-- case: COPY TO of a data statement that gives no rows
-- error: 0A000
CREATE TABLE t (id integer, note text);
COPY (DELETE FROM t WHERE id = 3 RETURNING note) TO '/dev/null';
COPY (WITH a AS (INSERT INTO t VALUES (1) RETURNING id) SELECT * FROM a) TO '/dev/null';
COPY (UPDATE t SET note = 'a') TO '/dev/null';
