-- case: The parent's index takes them all
-- covers: drop-index/drop
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
CREATE INDEX i ON p (a);
DROP INDEX i;
