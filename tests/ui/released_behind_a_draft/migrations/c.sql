-- revision: c
-- down_revision: b
-- +up
CREATE TABLE c (id bigint PRIMARY KEY);
-- +down
DROP TABLE c;
