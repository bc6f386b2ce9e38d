-- revision: c
-- down_revision: b2
-- +up
CREATE TABLE c (id bigint PRIMARY KEY);
-- +down
DROP TABLE c;
