-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TYPE state AS ENUM ('new');
COMMIT;
BEGIN;
ALTER TYPE state ADD VALUE 'old';
ALTER TABLE users ADD COLUMN state state DEFAULT 'old';
