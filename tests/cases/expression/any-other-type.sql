-- case: ANY over elements of another type
-- error: 42883
CREATE TABLE t (id integer, tags text[]);
SELECT id FROM t WHERE 'x' = ANY (tags) AND id = ANY ('{1,2}') AND 'x' <> ALL (tags);
SELECT id FROM t WHERE id = ANY (tags);
