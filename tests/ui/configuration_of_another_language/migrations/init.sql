-- revision: init
-- down_revision: none

-- +up
CREATE TABLE orders (id bigint PRIMARY KEY);

-- +down
DROP TABLE orders;
