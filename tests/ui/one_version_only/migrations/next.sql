-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE notes (
    title text,
    upper_title text GENERATED ALWAYS AS (upper(title)) VIRTUAL
);
