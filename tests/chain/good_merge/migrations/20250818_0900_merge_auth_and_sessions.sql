-- revision: 20250818_0900_merge_auth_and_sessions
-- down_revision: 20250817_2030_auth, 20250817_2045_sessions
-- +up
CREATE TABLE d (id bigint PRIMARY KEY);
-- +down
DROP TABLE d;
