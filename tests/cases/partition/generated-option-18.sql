-- case: A partition's column is generated only if its parent's is
-- covers: create-table/partition-of-options
-- postgres: 18
-- error: 42611
CREATE TABLE sales (year int, nr int, twice int GENERATED ALWAYS AS (nr * 2) STORED) PARTITION BY LIST (year);
CREATE TABLE sales_2023 PARTITION OF sales (twice WITH OPTIONS GENERATED ALWAYS AS (nr * 3) STORED) FOR VALUES IN (2023);
CREATE TABLE sales_2024 PARTITION OF sales (nr WITH OPTIONS GENERATED ALWAYS AS (year * 2) STORED) FOR VALUES IN (2024);
