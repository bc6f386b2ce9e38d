-- revision: 20250818_0002_c2
-- down_revision: 20250817_2045_sessions
-- +up
CREATE TABLE c2 (id bigint PRIMARY KEY);
-- +down
DROP TABLE c2;
