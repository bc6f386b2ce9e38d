-- case: A bound of a list partition that is no constant: bound-aggregate
-- error: 42803
CREATE TABLE t (a int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (sum(1));
