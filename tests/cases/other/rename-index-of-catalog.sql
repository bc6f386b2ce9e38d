-- case: Nor renamed, IF EXISTS or not
-- error: 42501
ALTER INDEX IF EXISTS pg_class_oid_index RENAME TO other;
