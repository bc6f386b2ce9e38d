-- revision: a
-- down_revision: none
-- +up
CREATE TABLE t (id int PRIMARY KEY);
-- +down
DROP TABLE t;
