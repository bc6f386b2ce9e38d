-- case: No such index
-- covers: alter-index/rename-to
-- error: 42P01
ALTER INDEX nosuch RENAME TO x;
