-- case: The guard on a role, and statements that change no catalog
-- covers: do/do
CREATE TABLE u (a int);
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'nosuch') THEN
        GRANT SELECT ON u TO nosuch;
        ALTER TABLE u OWNER TO nosuch;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO nosuch;
        EXECUTE 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO nosuch';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pgbindgen_undecided') THEN
        CREATE ROLE pgbindgen_undecided;
    END IF;
    DROP ROLE pgbindgen_undecided;
END $$;
ALTER TABLE u ADD COLUMN b int;
