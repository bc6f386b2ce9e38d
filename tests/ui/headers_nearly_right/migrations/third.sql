-- revision: third
-- parent: second

-- +up: a body
ALTER TABLE notes ADD COLUMN body text;

-- +down: no body
ALTER TABLE notes DROP COLUMN body;
