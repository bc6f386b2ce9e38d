-- case: The name is taken
-- covers: create-materialized-view/view
-- error: 42P07
CREATE TABLE m (a int);
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
