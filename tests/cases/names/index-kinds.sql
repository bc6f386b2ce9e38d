-- case: Unique or not, an unnamed index ends in _idx; a key in _key
-- covers: create-index/unnamed, create-index/unique
CREATE TABLE t (a int, b int);
CREATE UNIQUE INDEX ON t (a);
ALTER TABLE t ADD UNIQUE (a);
CREATE INDEX ON t USING hash (b);
CREATE INDEX ON t (a, b) WHERE a > 0;
