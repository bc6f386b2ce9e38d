-- case: Nor is the TOAST table of one
-- error: 0A000
REINDEX TABLE pg_toast.pg_toast_1255;
REINDEX INDEX pg_toast.pg_toast_1255_index;
REINDEX TABLE CONCURRENTLY pg_toast.pg_toast_1255;
