-- case: Nor can a partition drop an inherited key
-- covers: alter-table/drop-constraint
-- error: 42P16
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
ALTER TABLE x DROP CONSTRAINT x_pkey;
