-- case: A view has no INTO
-- covers: create-view/view
-- error: 0A000
CREATE VIEW v AS SELECT 1 AS a INTO t;
