-- case: IN over a subquery of another type
-- error: 42883
CREATE TABLE t (id integer, note text);
SELECT id FROM t WHERE id IN (SELECT 1) AND note NOT IN (SELECT 'x') AND (id, note) IN (SELECT 1, 'x');
SELECT id FROM t WHERE id IN (SELECT note FROM t);
