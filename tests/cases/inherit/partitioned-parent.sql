-- case: A partitioned table is no parent
-- covers: create-table/inherits, create-table/partition-by-list
-- error: 42809
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c () INHERITS (p);
