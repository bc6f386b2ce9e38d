-- revision: 20250819_task_411_concurrency_uniqueness_guards
-- down_revision: 20250819_1245_task_49_job_cancellation_on_license_expiry
-- +up
CREATE TABLE c (id bigint PRIMARY KEY);
-- +down
DROP TABLE c;
