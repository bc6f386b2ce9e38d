-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE pg_catalog.prices (id bigint PRIMARY KEY);
