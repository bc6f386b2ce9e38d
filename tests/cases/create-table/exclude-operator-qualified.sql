-- case: An operator with its schema
-- covers: create-table/exclude
CREATE TABLE t (a int4range, EXCLUDE USING gist (a WITH OPERATOR(pg_catalog.&&)));
