-- revision: 20250817_2030_auth
-- down_revision: 20250817_2045_sessions
-- +up
CREATE TABLE b (id bigint PRIMARY KEY);
-- +down
DROP TABLE b;
