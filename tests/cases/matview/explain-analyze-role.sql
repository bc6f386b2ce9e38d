-- case: EXPLAIN explains tables and materialized views only
-- covers: create-materialized-view/view
-- error: 42601
EXPLAIN ANALYZE CREATE ROLE x;
