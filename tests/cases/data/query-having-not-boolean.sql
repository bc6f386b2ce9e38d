-- case: HAVING that is no boolean
-- error: 42804
CREATE TABLE t (id integer, note text);
SELECT id FROM t GROUP BY id HAVING count(*) > 1 AND bool_or(note = 'x');
SELECT id FROM t GROUP BY id HAVING count(*);
