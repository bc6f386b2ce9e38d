-- case: Materialized views
-- covers: create-materialized-view/view, create-materialized-view/if-not-exists, create-materialized-view/column-names, create-materialized-view/using-method, create-materialized-view/with-storage, create-materialized-view/tablespace, create-materialized-view/with-data
CREATE TABLE t (a int, b varchar(5));
CREATE MATERIALIZED VIEW m1 AS SELECT a, b FROM t;
CREATE MATERIALIZED VIEW IF NOT EXISTS m1 AS SELECT b FROM t;
CREATE MATERIALIZED VIEW m2 (x, y) AS SELECT a, b FROM t WITH NO DATA;
CREATE MATERIALIZED VIEW m3 USING heap WITH (fillfactor = 50) TABLESPACE pg_default AS SELECT a FROM t WITH DATA;
CREATE MATERIALIZED VIEW m4 AS TABLE t;
REFRESH MATERIALIZED VIEW m2;
REFRESH MATERIALIZED VIEW m2 WITH NO DATA;
