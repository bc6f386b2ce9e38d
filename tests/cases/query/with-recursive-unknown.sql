-- case: a column of the last query is no name of WITH
-- error: 42P01

CREATE TABLE parcels (id int);
WITH RECURSIVE x AS (SELECT 1 AS n) SELECT n, n AS boxes FROM x, boxes;
