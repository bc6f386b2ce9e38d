-- case: A text that is no integer is no value of an integer key
-- covers: create-table/partition-of
-- error: 22P02
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN ('one');
