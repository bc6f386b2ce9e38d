-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE SCHEMA a;
CREATE SCHEMA a;
