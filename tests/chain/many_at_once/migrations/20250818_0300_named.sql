-- revision: 20250818_0300_other
-- down_revision: 20250818_0200_twice
-- +up
CREATE TABLE g (id int);
-- +down
DROP TABLE g;
