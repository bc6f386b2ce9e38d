-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ROLLBACK TO SAVEPOINT here;
