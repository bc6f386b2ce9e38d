-- revision: 20250817_2030_auth
-- down_revision: 20250817_1530_init
-- transaction: sometimes
-- +up
SELECT 1;
-- +down
SELECT 1;
