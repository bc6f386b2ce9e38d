-- case: No identity among the options of a partition
-- covers: create-table/partition-of-options
-- error: 0A000
CREATE TABLE sales (year int, nr int) PARTITION BY LIST (year);
CREATE TABLE sales_2024 PARTITION OF sales (nr WITH OPTIONS GENERATED ALWAYS AS IDENTITY) FOR VALUES IN (2024);
