-- case: Before 17 partitions do not take part in an identity
-- covers: create-table/identity-always, create-table/partition-of
-- postgres: 15
CREATE TABLE p (a int, id int GENERATED ALWAYS AS IDENTITY) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
