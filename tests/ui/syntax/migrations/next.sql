-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users ADD COLUM name text;;
CREATE TABLE (id bigint);
