-- case: Indexes that merely mention the column go too
-- covers: alter-table/drop-column, create-index/where, create-index/include
CREATE TABLE t (a int, b int, c int);
CREATE INDEX i1 ON t (a) WHERE b IS NULL;
CREATE INDEX i2 ON t (a, b);
CREATE INDEX i3 ON t (a);
ALTER TABLE t DROP COLUMN b;
