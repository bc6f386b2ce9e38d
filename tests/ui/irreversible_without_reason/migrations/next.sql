-- revision: next
-- down_revision: init

-- +up
ALTER TABLE users ADD COLUMN name text;
