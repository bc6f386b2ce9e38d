-- case: A bound of a list partition that is no constant: bound-set
-- error: 0A000
CREATE TABLE t (a int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (generate_series(1, 2));
