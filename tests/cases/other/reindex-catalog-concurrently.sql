-- case: A system catalog is not reindexed concurrently
-- error: 0A000
REINDEX TABLE CONCURRENTLY pg_class;
