-- case: A body in SQL is no SQL
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION odd(p int) RETURNS int LANGUAGE sql AS 'SELEC p';
