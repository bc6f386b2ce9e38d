-- revision: third
-- down_revision: next
-- irreversible: a test

-- +up
CREATE TABLE authors (id bigint PRIMARY KEY);
