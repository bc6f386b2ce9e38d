-- revision: fourth
-- behind: third

-- +up
ALTER TABLE notes ADD COLUMN done boolean;

-- +down
ALTER TABLE notes DROP COLUMN done;
