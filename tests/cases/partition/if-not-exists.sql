-- case: IF NOT EXISTS with PARTITION OF
-- covers: create-table/partition-of, create-table/if-not-exists
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE IF NOT EXISTS x PARTITION OF p FOR VALUES IN (1);
CREATE TABLE IF NOT EXISTS x PARTITION OF p FOR VALUES IN (1);
