-- revision: 20250819_1230_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
-- down_revision: 20250817_1530_init
-- +up
CREATE TABLE b (id bigint PRIMARY KEY);
-- +down
DROP TABLE b;
