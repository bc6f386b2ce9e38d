-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE SEQUENCE s START 99999999999999999999;
