-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE FUNCTION with_tax(net numeric) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    rate CONSTANT numeric := 0.19;
BEGIN
    rate := 0.2;
    RETURN net * (1 + rate);
END $$;
