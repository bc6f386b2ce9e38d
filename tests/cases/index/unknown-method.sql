-- case: No such method
-- covers: create-index/using
-- error: 42704
CREATE TABLE t (a int);
CREATE INDEX i ON t USING nosuch (a);
