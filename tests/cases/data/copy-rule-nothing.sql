-- case: COPY TO of a data statement with a rule INSTEAD NOTHING
-- error: 0A000
CREATE TABLE t (id integer, note text);
CREATE RULE r AS ON UPDATE TO t DO INSTEAD NOTHING;
COPY (DELETE FROM t RETURNING id) TO '/dev/null';
COPY (UPDATE t SET id = 1) TO '/dev/null';
