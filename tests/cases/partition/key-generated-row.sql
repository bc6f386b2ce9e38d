-- case: A partition key's expression reads no row that has a generated column
-- covers: create-table/partition-by-range
-- error: 42P17
CREATE TABLE sales (year int, twice int GENERATED ALWAYS AS (year * 2) STORED) PARTITION BY RANGE ((sales IS NULL));
