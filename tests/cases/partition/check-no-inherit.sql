-- case: A partitioned table's check is always inherited
-- covers: create-table/check-no-inherit, create-table/partition-by-list
-- error: 42P16
CREATE TABLE p (a int CHECK (a > 0) NO INHERIT) PARTITION BY LIST (a);
