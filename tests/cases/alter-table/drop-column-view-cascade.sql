-- case: CASCADE takes views and what stands on them
-- covers: alter-table/drop-column-cascade, create-view/view
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT b FROM t;
CREATE VIEW w AS SELECT b FROM v;
CREATE MATERIALIZED VIEW m AS SELECT b FROM w;
CREATE VIEW other AS SELECT a FROM t;
ALTER TABLE t DROP COLUMN b CASCADE;
