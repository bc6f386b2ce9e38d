-- case: EXECUTE of ALTER … OWNER TO a role that is not known
-- covers: do/do
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE TABLE t (a int);
DO $$
DECLARE
    role text = coalesce(current_setting('app.owner', true), current_user);
BEGIN
    EXECUTE 'ALTER FUNCTION f() OWNER TO ' || quote_ident(role);
    EXECUTE format('ALTER TABLE t OWNER TO %I', role);
    EXECUTE 'ALTER TABLE t OWNER TO "' || role || '"';
END $$;
ALTER TABLE t ADD COLUMN b int;
DROP FUNCTION f();
