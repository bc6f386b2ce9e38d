-- case: A column that a data statement in a body writes is not there
-- covers: create-function/as
-- error: 42703
CREATE TABLE crew (id int, ship int);
CREATE FUNCTION hire(p int) RETURNS void LANGUAGE sql AS 'INSERT INTO crew (id, boat) VALUES (p, 1)';
