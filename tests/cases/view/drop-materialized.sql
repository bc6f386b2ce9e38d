-- case: A materialized view is dropped by its own statement
-- covers: drop-view/drop, create-materialized-view/view
-- error: 42809
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
DROP VIEW m;
