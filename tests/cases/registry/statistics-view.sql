-- case: Statistics of a view
-- error: 42809
CREATE VIEW v AS SELECT 1 AS a, 2 AS b;
CREATE STATISTICS s ON a, b FROM v;
