-- case: From 16 on it does not
-- covers: create-view/view
-- postgres: 18
CREATE VIEW v AS SELECT a FROM (SELECT 1 AS a);
