-- case: A materialized view has
-- covers: create-index/index, create-materialized-view/view
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE UNIQUE INDEX ON m (a);
CREATE INDEX m_b ON m (lower(b)) WHERE a > 0;
