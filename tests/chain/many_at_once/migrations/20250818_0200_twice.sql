-- revision: 20250818_0200_twice
-- down_revision: 20250817_1530_init
-- +up
CREATE TABLE d (id bigint PRIMARY KEY);
-- +down
DROP TABLE d;
