-- case: The index of a catalog is not reindexed concurrently
-- error: 0A000
REINDEX INDEX pg_class_oid_index;
REINDEX INDEX pg_catalog.pg_class_oid_index;
REINDEX (CONCURRENTLY) INDEX pg_class_oid_index;
