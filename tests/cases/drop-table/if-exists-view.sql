-- case: IF EXISTS does not make a view a table
-- covers: drop-table/if-exists, create-view/view
-- error: 42809
CREATE VIEW v AS SELECT 1 AS a;
DROP TABLE IF EXISTS v;
