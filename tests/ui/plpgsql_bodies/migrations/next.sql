-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE FUNCTION no_semicolon(a int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    total int := 0;
BEGIN
    total := total + a
    total := total * 2;
    RETURN total;
END $$;
CREATE FUNCTION no_end_if(a int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    IF a > 1 THEN
        RETURN 1;
    RETURN 2;
END $$;
CREATE FUNCTION no_end_loop() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1..3 LOOP
        PERFORM i;
END;
$$;
CREATE FUNCTION no_then(a int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    IF a > 1
        RETURN 1;
    END IF;
    RETURN 2;
END $$;
CREATE FUNCTION mistyped_return(a int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    RETRUN a;
END $$;
CREATE FUNCTION mistyped_elsif(a int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    IF a > 1 THEN
        RETURN 1;
    ELSEIFF a = 1 THEN
        RETURN 2;
    END IF;
    RETURN 3;
END $$;
CREATE FUNCTION mistyped_variable(a int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    total int;
BEGIN
    totl := a;
    RETURN total;
END $$;
CREATE FUNCTION mistyped_type(a int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    total bigit;
BEGIN
    RETURN a;
END $$;
CREATE FUNCTION mistyped_level(a int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTCE 'a is %', a;
    RETURN a;
END $$;
CREATE FUNCTION without_values(a int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE 'a is % of %', a;
    RETURN a;
END $$;
CREATE FUNCTION without_table() RETURNS TABLE (id int) LANGUAGE plpgsql AS $$
BEGIN
    RETURN SELECT 1;
END $$;
CREATE FUNCTION row_of_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.email := lower(NEW.email);
    RETURN;
END $$;
CREATE FUNCTION sql_within() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE users SET email = '' WERE id = 1;
END $$;
CREATE FUNCTION no_semicolon_behind_sql() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM users
    PERFORM 1;
END $$;
DO $$
DECLARE
    n int;
BEGIN
    SELECT count(*) INTO m FROM users;
    IF n = 0 THEN
        INSERT INTO users VALUES (1, 'a');
    END IF;
END $$;
CREATE TRIGGER lower_email BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION row_of_trigger();
COMMENT ON FUNCTION no_end_if(int) IS 'A refused body leaves the function.';
