-- case: A literal that two functions take equally well
-- error: 42725
CREATE FUNCTION shown(n integer) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE FUNCTION shown(n date) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
SELECT shown(3), shown(current_date);
SELECT shown('3');
