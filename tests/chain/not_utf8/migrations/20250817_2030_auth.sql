-- revision: 20250817_2030_auth
-- down_revision: 20250817_1530_init
-- +up
COMMENT ON TABLE a IS 'Kullanýcý þifresi';
-- +down
COMMENT ON TABLE a IS NULL;
