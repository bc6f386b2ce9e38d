-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE VIEW addresses AS SELECT id, email FROM users;
CREATE VIEW domains AS SELECT split_part(email, '@', 2) AS domain FROM addresses;
ALTER TABLE users DROP COLUMN email;
ALTER TABLE users ALTER COLUMN id TYPE numeric(20, 0);
