-- revision: 20250818_0200_twice
-- down_revision: 20250817_1530_init
-- +up
CREATE TABLE e (id int);
-- +down
DROP TABLE e;
