-- revision: d
-- down_revision: c
-- +up
CREATE TABLE d (id bigint PRIMARY KEY);
-- +down
DROP TABLE d;
