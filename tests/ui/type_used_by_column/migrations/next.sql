-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
DROP TYPE status;
