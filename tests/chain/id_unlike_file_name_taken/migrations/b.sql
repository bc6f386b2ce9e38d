-- revision: c
-- down_revision: a
-- +up
CREATE TABLE u (id int PRIMARY KEY);
-- +down
DROP TABLE u;
