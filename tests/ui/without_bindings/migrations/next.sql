-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE VIEW people AS SELECT ROW(id, email) AS person FROM users;
