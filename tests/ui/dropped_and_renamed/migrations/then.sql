-- revision: then
-- down_revision: next
-- irreversible: a test

-- +up
ALTER TABLE notes ADD COLUMN user_id bigint REFERENCES users;
ALTER TABLE notes ALTER COLUMN body SET NOT NULL;
ALTER TABLE notes ADD CHECK (note <> '');
ALTER TABLE notes DROP CONSTRAINT short;
ALTER TABLE people ADD COLUMN state state;
DROP TABLE IF EXISTS nothing;
SELECT 1 FROM nothing;
