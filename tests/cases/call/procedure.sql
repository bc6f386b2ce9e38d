-- case: CALL runs a procedure, with a parameter in and out
CREATE PROCEDURE make_table(name text, INOUT made int DEFAULT 0) LANGUAGE plpgsql AS $$
BEGIN
    IF to_regclass(name) IS NULL THEN
        EXECUTE format('CREATE TABLE %I (id bigint GENERATED ALWAYS AS IDENTITY)', name);
        made := made + 1;
    END IF;
END $$;
CALL make_table('first');
CALL make_table('first', 3);
CALL make_table(name => 'second');
