-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users
    ALTER COLUMN emial SET DEFAULT '';
