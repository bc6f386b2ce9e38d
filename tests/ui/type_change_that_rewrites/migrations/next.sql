-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users ALTER COLUMN age TYPE bigint;
ALTER TABLE users ALTER COLUMN name TYPE varchar(40);
