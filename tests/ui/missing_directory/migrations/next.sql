-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
SELECT 1;
