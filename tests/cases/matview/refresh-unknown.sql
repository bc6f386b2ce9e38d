-- case: No such view to refresh
-- covers: create-materialized-view/view
-- error: 42P01
REFRESH MATERIALIZED VIEW nosuch;
