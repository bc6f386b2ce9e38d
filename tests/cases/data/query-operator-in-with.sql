-- case: An operator that is not there, in WITH
-- error: 42883
CREATE TABLE t (id integer, note text);
WITH a AS (SELECT id AS n FROM t), b AS (SELECT n + 1 AS n FROM a) SELECT n FROM b WHERE n = 'x'::text;
