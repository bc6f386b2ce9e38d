-- revision: 20250817_2030_auth
-- down_revision: 20250817_1530_init
-- +up
CREATE TABLE b (id int);
-- +down
DROP TABLE b;
