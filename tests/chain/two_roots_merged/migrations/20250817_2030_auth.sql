-- revision: 20250817_2030_auth
-- down_revision: none
-- +up
CREATE TABLE b (id bigint PRIMARY KEY);
-- +down
DROP TABLE b;
