-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE users (id bigint);
