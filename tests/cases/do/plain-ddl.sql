-- case: DDL without a condition, in nested blocks
-- covers: do/do
DO LANGUAGE plpgsql $outer$
DECLARE
    n integer := 0;
BEGIN
    CREATE TABLE t (a int);
    BEGIN
        ALTER TABLE t ADD COLUMN b int;
    END;
    RAISE NOTICE 'done';
END;
$outer$;
