-- case: A body that is no text cannot have polymorphic arguments
-- covers: create-function/sql-body
-- error: 42P13
CREATE FUNCTION first_of(a anyarray) RETURNS anyelement LANGUAGE sql RETURN a[1];
