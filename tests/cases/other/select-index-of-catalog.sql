-- case: The index of a catalog has no rows
-- error: 42809
SELECT * FROM pg_toast.pg_toast_1255;
SELECT * FROM pg_class_oid_index;
