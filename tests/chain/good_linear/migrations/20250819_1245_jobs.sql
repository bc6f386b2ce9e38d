-- revision: 20250819_1245_jobs
-- down_revision: 20250817_1530_init
-- +up
CREATE TABLE b (id bigint PRIMARY KEY);
-- +down
DROP TABLE b;
