-- case: DROP of a language that has a function
-- error: 2BP01
CREATE LANGUAGE plain HANDLER plpgsql_call_handler;
CREATE FUNCTION one() RETURNS int LANGUAGE plain AS 'x';
DROP LANGUAGE plain;
