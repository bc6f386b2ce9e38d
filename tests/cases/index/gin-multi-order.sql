-- case: gin has no order
-- covers: create-index/asc-desc, create-index/using
-- error: 0A000
CREATE TABLE t (a int[]);
CREATE INDEX i ON t USING gin (a DESC);
