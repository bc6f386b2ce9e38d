-- case: CASCADE takes views, and views on them
-- covers: drop-table/cascade, create-view/view
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE VIEW x AS SELECT count(*) AS n FROM t;
CREATE MATERIALIZED VIEW m AS SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM t);
CREATE VIEW y AS SELECT 1 AS one;
DROP TABLE t CASCADE;
