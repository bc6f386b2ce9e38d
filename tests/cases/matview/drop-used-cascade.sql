-- case: CASCADE takes it
-- covers: drop-materialized-view/cascade
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
CREATE VIEW v AS SELECT a FROM m;
DROP MATERIALIZED VIEW m CASCADE;
