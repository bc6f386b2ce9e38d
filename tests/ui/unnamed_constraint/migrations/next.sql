-- revision: next
-- down_revision: init

-- +up
CREATE TABLE notes (
    id bigint PRIMARY KEY,
    title text UNIQUE CHECK (title <> '')
);

-- +down
DROP TABLE notes;
