-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TYPE mood AS ENUM ('sad', 'ok');
ALTER TYPE mood ADD VALUE 'ok';
