-- case: Catalogs are not reindexed concurrently, all of them neither
-- error: 0A000
REINDEX SYSTEM CONCURRENTLY postgres;
