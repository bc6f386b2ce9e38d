-- case: A recursive query is no outer side of a join
-- covers: create-view/view
-- error: 42P19
CREATE TABLE node (id int, parent int);
CREATE VIEW v AS WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT t.n FROM node LEFT JOIN t ON t.n = node.id) SELECT n FROM t;
