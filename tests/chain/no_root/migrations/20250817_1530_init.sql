-- revision: 20250817_1530_init
-- down_revision: 20250816_0000_before
-- +up
CREATE TABLE a (id bigint PRIMARY KEY);
-- +down
DROP TABLE a;
