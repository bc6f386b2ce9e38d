-- case: ALTER TABLE renames a sequence
-- covers: alter-table/rename-to
CREATE SEQUENCE s;
ALTER TABLE s RENAME TO r;
