-- case: A partition's index hangs on the parent's
-- covers: drop-index/drop
-- error: 2BP01
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
CREATE INDEX i ON p (a);
DROP INDEX x_a_idx;
