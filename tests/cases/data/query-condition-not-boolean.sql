-- case: A condition of a query that is no boolean
-- error: 42804
CREATE TABLE t (id integer, note text);
SELECT id FROM t WHERE note;
