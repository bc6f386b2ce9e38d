// revision: next
// down_revision: init;

-- +up
CREATE TABLE lines (id bigint PRIMARY KEY);

-- +down
DROP TABLE lines;
