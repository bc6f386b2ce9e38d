-- case: Operator classes of btree take no parameters
-- covers: create-index/opclass-parameter
-- error: 22023
CREATE TABLE t (a int);
CREATE INDEX i ON t (a int4_ops(foo = 1));
