-- case: A view is dropped by DROP VIEW
-- covers: drop-table/drop, create-view/view
-- error: 42809
CREATE VIEW v AS SELECT 1 AS a;
DROP TABLE v;
