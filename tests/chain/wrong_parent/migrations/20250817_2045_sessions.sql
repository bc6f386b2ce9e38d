-- revision: 20250817_2045_sessions
-- down_revision: 20250817_1530_init
-- +up
CREATE TABLE c (id bigint PRIMARY KEY);
-- +down
DROP TABLE c;
