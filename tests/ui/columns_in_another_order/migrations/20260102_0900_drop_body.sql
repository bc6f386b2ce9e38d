-- revision: 20260102_0900_drop_body
-- down_revision: 20260101_0900_create_notes
-- +up
ALTER TABLE notes DROP COLUMN body;
-- +down
ALTER TABLE notes ADD COLUMN body text;
