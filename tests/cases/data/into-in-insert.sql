-- case: SELECT INTO in INSERT
-- error: 42601
CREATE TABLE t (id integer);
INSERT INTO t SELECT 1 INTO u;
