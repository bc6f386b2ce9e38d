-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TYPE a AS ENUM ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
