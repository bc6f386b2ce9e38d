-- revision: a
-- down_revision: none
-- +up
CREATE TABLE a (id bigint PRIMARY KEY);
-- +down
DROP TABLE a;
