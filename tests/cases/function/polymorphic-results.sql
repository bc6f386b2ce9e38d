-- case: Polymorphic results that arguments determine
CREATE FUNCTION a(anyrange) RETURNS anyelement LANGUAGE sql AS 'SELECT lower($1)';
CREATE FUNCTION b(anymultirange, OUT x anyrange, OUT y anyelement) LANGUAGE sql AS 'SELECT range_merge($1), lower($1)';
CREATE FUNCTION c(anycompatible) RETURNS anycompatiblearray LANGUAGE sql AS 'SELECT ARRAY[$1]';
CREATE FUNCTION d(anyelement) RETURNS TABLE (x anyelement, y anyarray) LANGUAGE sql AS 'SELECT $1, ARRAY[$1]';
