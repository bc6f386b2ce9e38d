-- case: A body in SQL ends with a statement that gives nothing
-- covers: create-function/as
-- error: 42P13
CREATE TABLE log (id int);
CREATE FUNCTION note(p int) RETURNS int LANGUAGE sql AS 'INSERT INTO log VALUES (p)';
