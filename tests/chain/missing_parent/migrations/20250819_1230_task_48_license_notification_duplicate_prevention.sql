-- revision: 20250819_1230_task_48_license_notification_duplicate_prevention
-- down_revision: 20250817_1530_init
-- +up
CREATE TABLE b (id bigint PRIMARY KEY);
-- +down
DROP TABLE b;
