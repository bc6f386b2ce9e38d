-- revision: next
-- down_revision: init
-- irreversible: a test
-- transaction: off

-- +up
SAVEPOINT here;
