-- case: What is no member cannot leave
-- covers: alter-extension/drop
-- error: 55000
CREATE EXTENSION citext;
CREATE VIEW v AS SELECT 1 AS a;
ALTER EXTENSION citext DROP VIEW v;
