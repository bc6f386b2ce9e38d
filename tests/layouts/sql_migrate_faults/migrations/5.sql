-- +migrate Up
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RETURN;
END;
$$;
