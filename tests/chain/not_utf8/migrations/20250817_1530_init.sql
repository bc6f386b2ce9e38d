-- revision: 20250817_1530_init
-- down_revision: none
-- +up
CREATE TABLE a (id bigint PRIMARY KEY);
-- +down
DROP TABLE a;
