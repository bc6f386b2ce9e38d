-- case: A result of no known type in SQL
-- covers: create-function/function
-- error: 42704
CREATE FUNCTION f() RETURNS int LANGUAGE nosuch AS '';
