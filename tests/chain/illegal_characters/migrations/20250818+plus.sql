-- revision: 20250818+plus
-- down_revision: 20250818@at
-- +up
CREATE TABLE d (id bigint PRIMARY KEY);
-- +down
DROP TABLE d;
