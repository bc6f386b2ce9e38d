-- case: EXECUTE of what a function in SQL without a result gives, which is NULL
-- covers: do/do
-- error: 22004
CREATE FUNCTION nothing() RETURNS void LANGUAGE sql AS 'SELECT 1';
DO $$ BEGIN EXECUTE nothing(); END $$;
