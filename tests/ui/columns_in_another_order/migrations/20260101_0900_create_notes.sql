-- revision: 20260101_0900_create_notes
-- down_revision: none
-- +up
CREATE TABLE notes (id bigint PRIMARY KEY, body text, title text NOT NULL);
-- +down
DROP TABLE notes;
