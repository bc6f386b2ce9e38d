-- revision: 20250817_2030_auth
-- down_revision: 20250817_1530_init
-- irreversible: the column held plain passwords
-- +up
ALTER TABLE a ADD COLUMN b text;
