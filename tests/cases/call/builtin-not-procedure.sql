-- case: CALL of one of PostgreSQL's own functions
-- error: 42809
CALL pg_backend_pid();
