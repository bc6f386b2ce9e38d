-- case: A range does not follow from an element
-- error: 42P13
CREATE FUNCTION a(anyelement) RETURNS anyrange LANGUAGE sql AS 'SELECT $1';
