-- case: Variables of nested blocks
-- covers: do/do
DO $$
<<top>>
DECLARE
    v text := 'outer';
BEGIN
    DECLARE
        v text := 'inner';
    BEGIN
        EXECUTE 'CREATE TABLE ' || v || '_1 (x int)';
        EXECUTE 'CREATE TABLE ' || top.v || '_2 (x int)';
        top.v := 'changed';
    END;
    EXECUTE 'CREATE TABLE ' || v || '_3 (x int)';
END $$;
