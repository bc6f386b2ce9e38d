-- case: A catalog whose rows are never long has no TOAST table
-- error: 42P01
REINDEX INDEX pg_toast.pg_toast_1259_index;
