-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE notes (
    id bigint PRIMARY KEY,
    user_id bigint REFERENCES usres
);
