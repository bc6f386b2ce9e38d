-- revision: 20250818@at
-- down_revision: 20250818 with space
-- +up
CREATE TABLE c (id bigint PRIMARY KEY);
-- +down
DROP TABLE c;
