-- case: The arguments of a polymorphic function do not agree
-- error: 42883
CREATE FUNCTION larger(anyelement, anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT greatest($1, $2)';
SELECT larger(1, 2), larger('a'::text, 'b'), larger(1.5, 2.5);
SELECT larger(1, 2.5);
