-- case: Views altered
-- covers: alter-view/if-exists, alter-view/set-default, alter-view/drop-default, alter-view/owner-to, alter-view/rename-column, alter-view/rename-to, alter-view/set-schema, alter-view/set-option, alter-view/reset-option
CREATE SCHEMA s;
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a, b FROM t;
ALTER VIEW v ALTER COLUMN a SET DEFAULT 5;
ALTER VIEW v ALTER b SET DEFAULT 6;
ALTER VIEW v ALTER COLUMN b DROP DEFAULT;
ALTER VIEW v OWNER TO CURRENT_USER;
ALTER VIEW v RENAME COLUMN b TO c;
ALTER VIEW v RENAME a TO d;
ALTER VIEW v RENAME TO w;
ALTER VIEW w SET SCHEMA s;
ALTER VIEW s.w SET (security_barrier = true);
ALTER VIEW s.w RESET (security_barrier);
ALTER VIEW IF EXISTS nosuch RENAME TO x;
