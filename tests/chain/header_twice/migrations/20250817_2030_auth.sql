-- revision: 20250817_2030_auth
-- down_revision: 20250817_1530_init
-- down_revision: none
-- +up
SELECT 1;
-- +down
SELECT 1;
