-- case: One partition dropped, its indexes go
-- covers: drop-table/drop
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
CREATE TABLE y PARTITION OF p FOR VALUES IN (2);
DROP TABLE x;
