-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE notes (
    user_id uuid REFERENCES users (id)
);
