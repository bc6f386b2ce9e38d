-- case: Before 16 a subquery in FROM needs a name
-- covers: create-view/view
-- postgres: 15
-- error: 42601
CREATE VIEW v AS SELECT a FROM (SELECT 1 AS a);
