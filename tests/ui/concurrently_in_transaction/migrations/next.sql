-- revision: next
-- down_revision: init

-- +up
CREATE INDEX CONCURRENTLY users_by_email_and_id ON users (email, id);

-- +down
DROP INDEX CONCURRENTLY users_by_email_and_id;
