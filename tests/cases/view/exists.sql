-- case: The name is taken
-- covers: create-view/view
-- error: 42P07
CREATE VIEW v AS SELECT 1 AS a;
CREATE VIEW v AS SELECT 1 AS a;
