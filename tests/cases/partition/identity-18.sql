-- case: From 17 on they share the parent's sequence
-- covers: create-table/identity-always, create-table/partition-of
-- postgres: 18
CREATE TABLE p (a int, id int GENERATED ALWAYS AS IDENTITY) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
