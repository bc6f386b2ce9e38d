-- revision: next
-- down_revision: init

-- +up
CREATE TABLE notes (
    id bigint PRIMARY KEY,
    written_at timestamp(3) NOT NULL
);

-- +down
DROP TABLE notes;
