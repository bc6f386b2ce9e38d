-- case: COLLATE around a number in a bound is refused
-- covers: create-table/partition-of
-- error: 42804
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN ((1 + 1) COLLATE "POSIX");
