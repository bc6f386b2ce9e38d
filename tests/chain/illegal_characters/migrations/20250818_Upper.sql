-- revision: 20250818_Upper
-- down_revision: 20250818+plus
-- +up
CREATE TABLE e (id bigint PRIMARY KEY);
-- +down
DROP TABLE e;
