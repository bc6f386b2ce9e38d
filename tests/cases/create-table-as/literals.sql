-- case: Literals, casts and expressions have types
-- covers: create-table-as/as
CREATE TABLE t AS SELECT 1 AS a, 'x' AS b, 1.5 AS c, true AS d, NULL AS e, '2025-01-01'::date AS f, 10000000000 AS g, 'x'::varchar(5) AS h, CAST(1 AS numeric(5,2)) AS i, now() AS j;
