-- revision: left
-- down_revision: 'init'

-- +up
CREATE TABLE b (id bigint PRIMARY KEY);

-- +down
DROP TABLE b;
