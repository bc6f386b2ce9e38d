-- case: In a function a name may be a parameter's
CREATE TABLE item (id int PRIMARY KEY, shelf int);
CREATE FUNCTION f(label text) RETURNS SETOF text LANGUAGE sql AS $$ SELECT label FROM item GROUP BY shelf $$;
SELECT f('a');
