-- case: The last column must be a range
-- covers: create-table/table-primary-key-without-overlaps
-- postgres: 18
-- error: 42804
CREATE TABLE t (r int4range, valid int, PRIMARY KEY (r, valid WITHOUT OVERLAPS));
