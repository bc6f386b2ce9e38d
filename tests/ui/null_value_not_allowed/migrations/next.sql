-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE FUNCTION with_tax(net numeric) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    rate numeric NOT NULL;
BEGIN
    RETURN net * (1 + rate);
END $$;
