-- case: From 18 on the roles are not toasted
-- postgres: 18
-- error: 42P01
REINDEX TABLE pg_toast.pg_toast_1260;
