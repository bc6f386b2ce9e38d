-- case: IS DISTINCT FROM something of another type
-- error: 42883
CREATE TABLE t (id integer, note text, at json);
SELECT id FROM t WHERE id IS DISTINCT FROM 3 AND note IS NOT DISTINCT FROM 'x' AND at IS DISTINCT FROM NULL;
SELECT id FROM t WHERE id IS DISTINCT FROM note;
