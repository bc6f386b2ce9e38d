-- case: An OUT argument of the other polymorphic family
-- error: 42P13
CREATE FUNCTION a(x anyelement, OUT y anyelement, OUT z anycompatible) LANGUAGE sql AS 'SELECT $1, $1';
