-- revision: next
-- down_revision: init

-- +up
CREATE TABLE notes (
    id bigint PRIMARY KEY,
    user_id bigint CONSTRAINT notes_user_id_fkey REFERENCES users
);

-- +down
DROP TABLE notes;
