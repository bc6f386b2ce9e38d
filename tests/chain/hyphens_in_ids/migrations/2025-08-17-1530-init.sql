-- revision: 2025-08-17-1530-init
-- down_revision: none
-- +up
CREATE TABLE a (id bigint PRIMARY KEY);
-- +down
DROP TABLE a;
