-- case: List partitions, NULL among the values
-- covers: create-table/partition-by-list, create-table/bound-in, create-table/bound-default
CREATE TABLE c (name text, country char(2)) PARTITION BY LIST (country);
CREATE TABLE c_tr PARTITION OF c FOR VALUES IN ('TR');
CREATE TABLE c_eu PARTITION OF c FOR VALUES IN ('DE', 'FR', NULL);
CREATE TABLE c_rest PARTITION OF c DEFAULT;
