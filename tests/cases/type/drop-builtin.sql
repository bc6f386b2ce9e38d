-- case: A built-in type stays
-- covers: drop-type/drop
-- error: 2BP01
DROP TYPE pg_catalog.int4;
