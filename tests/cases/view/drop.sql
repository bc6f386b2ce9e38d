-- case: Views dropped
-- covers: drop-view/drop, drop-view/if-exists
CREATE VIEW a AS SELECT 1 AS x;
CREATE VIEW b AS SELECT x FROM a;
DROP VIEW a, b;
DROP VIEW IF EXISTS a;
