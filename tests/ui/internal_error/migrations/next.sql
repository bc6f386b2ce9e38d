-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE notes (
    id bigint CONSTRAINT one NOT NULL,
    CONSTRAINT two NOT NULL id
);
