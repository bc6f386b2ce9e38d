-- revision: right
-- down_revision: migrations/init.sql

-- +up
CREATE TABLE c (id bigint PRIMARY KEY);

-- +down
DROP TABLE c;
