-- case: The error of a statement within
-- covers: do/do
-- error: 42P01
DO $$
BEGIN
    ALTER TABLE nosuch ADD COLUMN a int;
END $$;
