-- case: No such index to drop
-- covers: drop-index/drop
-- error: 42704
DROP INDEX nosuch;
