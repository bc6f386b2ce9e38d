-- case: Before 16 no generated column among the options of a partition
-- covers: create-table/partition-of-options
-- postgres: 15
-- error: 0A000
CREATE TABLE sales (year int, nr int) PARTITION BY LIST (year);
CREATE TABLE sales_2024 PARTITION OF sales (nr WITH OPTIONS GENERATED ALWAYS AS (year * 2) STORED) FOR VALUES IN (2024);
