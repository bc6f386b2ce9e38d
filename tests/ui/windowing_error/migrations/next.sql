-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users ADD CHECK (row_number() OVER () > 0);
