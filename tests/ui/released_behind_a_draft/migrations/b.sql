-- revision: b
-- down_revision: a
-- +up
CREATE TABLE b (id bigint PRIMARY KEY);
-- +down
DROP TABLE b;
