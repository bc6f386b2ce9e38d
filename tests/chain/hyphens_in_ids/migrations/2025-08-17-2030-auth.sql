-- revision: 2025-08-17-2030-auth
-- down_revision: 2025-08-17-1530-init
-- +up
CREATE TABLE b (id bigint PRIMARY KEY);
-- +down
DROP TABLE b;
