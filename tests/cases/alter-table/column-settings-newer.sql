-- case: DEFAULT as a setting
-- covers: alter-table/set-statistics-default, alter-table/set-storage-default
-- postgres: 18
CREATE TABLE t (a text);
ALTER TABLE t ALTER COLUMN a SET STATISTICS DEFAULT;
ALTER TABLE t ALTER COLUMN a SET STORAGE DEFAULT;
