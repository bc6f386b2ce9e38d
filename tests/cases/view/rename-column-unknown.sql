-- case: No such column
-- covers: alter-view/rename-column
-- error: 42703
CREATE VIEW v AS SELECT 1 AS a;
ALTER VIEW v RENAME COLUMN b TO c;
