-- case: Nothing says what the range of a polymorphic function is
-- error: 42804
CREATE FUNCTION within(anycompatiblerange, anycompatible) RETURNS boolean LANGUAGE sql AS 'SELECT $1 @> $2';
SELECT within(int4range(1, 3), 2);
SELECT within('[1,3)', 2);
