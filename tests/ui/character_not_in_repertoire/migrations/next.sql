-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
COMMENT ON TABLE users IS E'caf\xe9';
