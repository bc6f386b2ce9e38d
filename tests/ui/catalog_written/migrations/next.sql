-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
UPDATE pg_settings SET setting = '1s' WHERE name = 'lock_timeout';
DELETE FROM pg_enum WHERE enumlabel = 'none' AND enumtypid = 'mood'::regtype;
ALTER TABLE users ADD COLUMN before mood;
