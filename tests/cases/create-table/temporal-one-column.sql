-- case: A temporal key needs two columns
-- covers: create-table/table-primary-key-without-overlaps
-- postgres: 18
-- error: 42601
CREATE TABLE t (valid daterange, PRIMARY KEY (valid WITHOUT OVERLAPS));
