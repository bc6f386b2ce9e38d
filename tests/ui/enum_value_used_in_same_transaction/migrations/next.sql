-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TYPE mood ADD VALUE 'happy';
ALTER TABLE users ALTER COLUMN mood SET DEFAULT 'happy';
UPDATE users SET mood = 'happy';
