-- revision: next
-- down_revision: init

-- +up
ALTER TABLE users ADD COLUMN balance real;

-- +down
ALTER TABLE users DROP COLUMN balance;
