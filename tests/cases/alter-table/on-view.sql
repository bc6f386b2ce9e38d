-- case: A view takes no columns
-- covers: alter-table/add-column, create-view/view
-- error: 42809
CREATE VIEW v AS SELECT 1 AS a;
ALTER TABLE v ADD COLUMN b int;
