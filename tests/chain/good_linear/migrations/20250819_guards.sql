-- revision: 20250819_guards
-- down_revision: 20250819_1245_jobs
-- +up
CREATE TABLE c (id bigint PRIMARY KEY);
-- +down
DROP TABLE c;
