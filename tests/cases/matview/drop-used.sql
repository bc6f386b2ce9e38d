-- case: A view stands on it
-- covers: drop-materialized-view/drop, drop-materialized-view/restrict
-- error: 2BP01
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
CREATE VIEW v AS SELECT a FROM m;
DROP MATERIALIZED VIEW m RESTRICT;
