-- case: OR REPLACE does not exist
-- covers: create-materialized-view/view
-- error: 42601
CREATE OR REPLACE MATERIALIZED VIEW m AS SELECT 1 AS a;
