-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
DROP FUNCTION nosuch(int);
