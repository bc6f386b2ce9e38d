-- case: COPY TO of a data statement with a rule ALSO
-- error: 0A000
CREATE TABLE t (id integer, note text);
CREATE RULE r AS ON INSERT TO t DO ALSO SELECT 1;
COPY (INSERT INTO t VALUES (1) RETURNING id) TO '/dev/null';
