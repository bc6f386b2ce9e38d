-- case: COPY TO of a data statement with a rule INSTEAD that has a condition
-- error: 0A000
CREATE TABLE t (id integer, note text);
CREATE RULE r AS ON DELETE TO t WHERE old.id > 3 DO INSTEAD SELECT 1;
COPY (DELETE FROM t) TO '/dev/null';
