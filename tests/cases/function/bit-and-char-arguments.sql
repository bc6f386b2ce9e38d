-- case: Arguments and results of bit and char, which have no length
CREATE FUNCTION f(a bit, b bit(8), c char, d char(4), e bit[], g "char") RETURNS bit LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION g(a char[]) RETURNS TABLE (b char, c bit(3)) LANGUAGE sql AS $$SELECT 'x'::char, B'101'$$;
CREATE FUNCTION h(OUT a char, OUT b bit) LANGUAGE sql AS $$SELECT 'x'::char, B'1'$$;
CREATE TYPE bits AS RANGE (SUBTYPE = bit);
CREATE TYPE chars AS RANGE (SUBTYPE = char);
