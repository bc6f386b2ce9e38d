-- case: A partitioned table cannot copy a check that is NO INHERIT
-- covers: create-table/like-including-constraints
-- error: 42P16
CREATE TABLE t (a int CHECK (a > 0) NO INHERIT);
CREATE TABLE p (LIKE t INCLUDING CONSTRAINTS) PARTITION BY LIST (a);
