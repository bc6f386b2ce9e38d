-- case: Materialized views altered
-- covers: alter-materialized-view/if-exists, alter-materialized-view/column-action, alter-materialized-view/cluster, alter-materialized-view/set-access-method, alter-materialized-view/set-tablespace, alter-materialized-view/set-storage-parameter, alter-materialized-view/owner-to, alter-materialized-view/depends-on-extension, alter-materialized-view/rename-column, alter-materialized-view/rename-to, alter-materialized-view/set-schema
CREATE SCHEMA s;
CREATE EXTENSION citext;
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a, 'x'::text AS b;
CREATE INDEX i ON m (a);
ALTER MATERIALIZED VIEW m ALTER COLUMN a SET STATISTICS 50;
ALTER MATERIALIZED VIEW m ALTER COLUMN b SET STORAGE EXTERNAL;
ALTER MATERIALIZED VIEW m ALTER COLUMN b SET COMPRESSION pglz;
ALTER MATERIALIZED VIEW m ALTER COLUMN a SET (n_distinct = 5);
ALTER MATERIALIZED VIEW m CLUSTER ON i;
ALTER MATERIALIZED VIEW m SET WITHOUT CLUSTER;
ALTER MATERIALIZED VIEW m SET ACCESS METHOD heap;
ALTER MATERIALIZED VIEW m SET TABLESPACE pg_default;
ALTER MATERIALIZED VIEW m SET (fillfactor = 60);
ALTER MATERIALIZED VIEW m RESET (fillfactor);
ALTER MATERIALIZED VIEW m OWNER TO CURRENT_USER;
ALTER MATERIALIZED VIEW m DEPENDS ON EXTENSION citext;
ALTER MATERIALIZED VIEW m NO DEPENDS ON EXTENSION citext;
ALTER MATERIALIZED VIEW m RENAME COLUMN a TO c;
ALTER MATERIALIZED VIEW m RENAME TO n;
ALTER MATERIALIZED VIEW n SET SCHEMA s;
ALTER MATERIALIZED VIEW IF EXISTS nosuch RENAME TO x;
