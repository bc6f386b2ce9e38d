-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users ADD PRIMARY KEY (email);
