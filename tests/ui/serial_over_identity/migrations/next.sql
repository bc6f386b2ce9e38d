-- revision: next
-- down_revision: init

-- +up
CREATE TABLE notes (
    id serial PRIMARY KEY
);

-- +down
DROP TABLE notes;
