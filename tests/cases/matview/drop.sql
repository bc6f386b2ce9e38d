-- case: Materialized views dropped with their indexes
-- covers: drop-materialized-view/drop, drop-materialized-view/if-exists
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
CREATE MATERIALIZED VIEW n AS SELECT a FROM m;
CREATE INDEX i ON m (a);
DROP MATERIALIZED VIEW m, n;
DROP MATERIALIZED VIEW IF EXISTS m;
