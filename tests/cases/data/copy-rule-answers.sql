-- case: COPY TO of a data statement in whose place a rule gives rows
CREATE TABLE t (id integer, note text);
CREATE RULE r AS ON DELETE TO t DO INSTEAD SELECT 1;
CREATE RULE s AS ON UPDATE TO t DO INSTEAD (INSERT INTO t VALUES (1, 'x') RETURNING id, note);
COPY (DELETE FROM t) TO '/dev/null';
