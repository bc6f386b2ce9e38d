-- case: A view is not materialized
-- covers: drop-materialized-view/drop
-- error: 42809
CREATE VIEW v AS SELECT 1 AS a;
DROP MATERIALIZED VIEW v;
