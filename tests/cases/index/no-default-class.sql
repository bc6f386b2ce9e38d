-- case: A type without a class
-- covers: create-index/index
-- error: 42704
CREATE TABLE t (a point);
CREATE INDEX i ON t (a);
