-- revision: second
-- Revises: init

-- up
ALTER TABLE notes ADD COLUMN title text;

-- down
ALTER TABLE notes DROP COLUMN title;
