-- case: Missing indexes are made, fitting ones taken in
-- covers: alter-table/attach-partition, create-index/index
CREATE TABLE p (a int, b int, c int, UNIQUE (a)) PARTITION BY LIST (a);
CREATE INDEX p_b ON p (b);
CREATE INDEX p_c ON p (c);
CREATE TABLE x (a int, b int, c int);
CREATE INDEX x_own ON x (b);
ALTER TABLE p ATTACH PARTITION x FOR VALUES IN (1);
