-- revision: next
-- down_revision: init
-- irreversible: a test
-- transaction: off

-- +up
SAVEPOINT here;
LOCK TABLE users;
DECLARE c CURSOR FOR SELECT id FROM users;
DECLARE d CURSOR WITH HOLD FOR SELECT id FROM users;
