-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE notes (
    id bigint PRIMARY KEY, title text,
    upper_title text GENERATED ALWAYS AS (upper(title)) VIRTUAL
);
