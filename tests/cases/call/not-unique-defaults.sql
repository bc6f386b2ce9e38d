-- case: Two functions that take the same once their defaults are cut off
-- error: 42725
CREATE FUNCTION part(a integer DEFAULT 1, b integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT $1 + $2';
SELECT part(), part(1), part(1, 2);
CREATE FUNCTION part(a integer DEFAULT 1, b text DEFAULT 'x') RETURNS text LANGUAGE sql AS 'SELECT $2';
SELECT part(1, 2), part(1, 'x'::text);
SELECT part(1);
