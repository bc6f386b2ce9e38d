-- revision: 20250817_2030_auth
-- +up
SELECT 1;
-- +down
SELECT 1;
