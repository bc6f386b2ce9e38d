-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE notes (id bigintt PRIMARY KEY);
