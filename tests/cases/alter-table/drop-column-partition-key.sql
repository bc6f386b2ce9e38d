-- case: A partition key's column stays
-- covers: alter-table/drop-column, create-table/partition-by-range
-- error: 42P16
CREATE TABLE t (a int, b int) PARTITION BY RANGE (a);
ALTER TABLE t DROP COLUMN a;
