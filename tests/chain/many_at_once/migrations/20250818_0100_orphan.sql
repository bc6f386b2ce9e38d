-- revision: 20250818_0100_orphan
-- down_revision: 20250818_0050_gone
-- +up
CREATE TABLE c (id bigint PRIMARY KEY);
-- +down
DROP TABLE c;
