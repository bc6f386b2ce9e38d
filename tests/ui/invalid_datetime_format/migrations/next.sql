-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users ADD COLUMN born date DEFAULT 'yesterdoy';
