-- case: No such class
-- covers: create-index/opclass
-- error: 42704
CREATE TABLE t (a int);
CREATE INDEX i ON t (a nosuch_ops);
