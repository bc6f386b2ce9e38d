-- case: A view stands on it
-- covers: drop-view/drop, drop-view/restrict
-- error: 2BP01
CREATE VIEW a AS SELECT 1 AS x;
CREATE VIEW b AS SELECT x FROM a;
DROP VIEW a RESTRICT;
