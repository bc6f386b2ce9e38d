-- case: An event trigger whose function returns something else
-- error: 42P17
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION one();
