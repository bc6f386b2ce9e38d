-- case: Indexes share the names of relations
-- covers: create-table/table, create-index/index
-- error: 42P07
CREATE TABLE a (x int);
CREATE INDEX b ON a (x);
CREATE TABLE b (x int);
