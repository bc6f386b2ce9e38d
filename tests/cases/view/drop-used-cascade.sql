-- case: CASCADE takes it
-- covers: drop-view/cascade
CREATE VIEW a AS SELECT 1 AS x;
CREATE VIEW b AS SELECT x FROM a;
DROP VIEW a CASCADE;
