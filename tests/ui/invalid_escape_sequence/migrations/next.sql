-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
COMMENT ON TABLE users IS E'\u00zz';
