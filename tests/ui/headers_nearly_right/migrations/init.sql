-- revision init
-- down_revision = none

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY);

-- +down
DROP TABLE notes;
