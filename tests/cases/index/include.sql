-- case: Included columns
-- covers: create-index/include, create-index/unnamed
CREATE TABLE t (a int, b int, c text);
CREATE INDEX ON t (a) INCLUDE (b, c);
CREATE UNIQUE INDEX i ON t (b) INCLUDE (c) WHERE a > 0;
