-- revision: next
-- down_revision: init

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY);

-- +down

