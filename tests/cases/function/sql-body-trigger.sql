-- case: No function in SQL returns a trigger
-- covers: create-function/as
-- error: 42P13
CREATE FUNCTION fired() RETURNS trigger LANGUAGE sql AS 'SELECT 1';
