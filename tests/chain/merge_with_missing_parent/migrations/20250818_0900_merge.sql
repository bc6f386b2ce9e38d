-- revision: 20250818_0900_merge
-- down_revision: 20250817_2030_auth, 20250817_2045_sesions
-- +up
CREATE TABLE d (id bigint PRIMARY KEY);
-- +down
DROP TABLE d;
