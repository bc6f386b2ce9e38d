-- case: ANY over what is no array
-- error: 42809
CREATE TABLE t (id integer, other integer);
SELECT id FROM t WHERE id = ANY (other);
