-- case: The index of a catalog is not dropped
-- error: 42501
DROP INDEX pg_class_oid_index;
