-- case: REINDEX TABLE of a view
-- error: 42809

CREATE VIEW crates AS SELECT 1 AS a;
REINDEX TABLE crates;
