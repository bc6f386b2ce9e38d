-- case: An unknown parameter of a materialized view
-- covers: create-materialized-view/view
-- error: 22023
CREATE MATERIALIZED VIEW v WITH (nosuch = 1) AS SELECT 1 AS a;
