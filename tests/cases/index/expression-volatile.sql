-- case: Neither in an expression
-- covers: create-index/expression
-- error: 42P17
CREATE TABLE t (a int);
CREATE INDEX i ON t ((a + random()));
