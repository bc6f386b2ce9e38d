-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE visits (page text);
ALTER TABLE users DROP CONSTRAINT users_pkey;
