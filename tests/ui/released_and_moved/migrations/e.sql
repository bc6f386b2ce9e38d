-- revision: e
-- down_revision: d
-- +up
CREATE TABLE e (id bigint PRIMARY KEY);
-- +down
DROP TABLE e;
