-- case: The index of a catalog owns no sequence
-- error: 42809
CREATE SEQUENCE numbers OWNED BY pg_class_oid_index.oid;
