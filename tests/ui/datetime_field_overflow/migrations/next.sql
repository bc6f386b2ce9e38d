-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users ADD COLUMN born date DEFAULT '2026-13-01';
