-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TYPE state ADD VALUE 'old';
ALTER TABLE users ADD COLUMN state state DEFAULT 'old';
