-- revision: next
-- down_revision: init
-- transaction: off

-- +up
CREATE INDEX users_by_name ON users (name);

-- +down
DROP INDEX users_by_name;
