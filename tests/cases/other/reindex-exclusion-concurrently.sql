-- case: The index of an exclusion constraint is not built concurrently
-- error: 0A000
CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH &&));
REINDEX TABLE CONCURRENTLY t;
REINDEX INDEX CONCURRENTLY t_r_excl;
