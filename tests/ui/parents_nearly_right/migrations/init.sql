-- revision: init
-- down_revision: None

-- +up
CREATE TABLE a (id bigint PRIMARY KEY);

-- +down
DROP TABLE a;
