-- case: REINDEX TABLE of a catalog's index
-- error: 42809
REINDEX TABLE pg_class_oid_index;
