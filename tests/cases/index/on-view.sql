-- case: A view has no indexes
-- covers: create-index/index, create-view/view
-- error: 42809
CREATE VIEW v AS SELECT 1 AS a;
CREATE INDEX i ON v (a);
