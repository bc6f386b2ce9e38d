-- case: A CASE statement without a branch that fits
-- covers: do/do
-- error: 20000
DO $$
BEGIN
    CASE 3 WHEN 1 THEN NULL; WHEN 2 THEN NULL; END CASE;
END $$;
