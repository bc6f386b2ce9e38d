-- revision: 20250818_0001_b2
-- down_revision: 20250817_2030_auth
-- +up
CREATE TABLE b2 (id bigint PRIMARY KEY);
-- +down
DROP TABLE b2;
