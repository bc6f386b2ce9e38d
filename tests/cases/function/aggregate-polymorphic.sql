-- case: A polymorphic aggregate over functions that are polymorphic and not
-- covers: create-aggregate/aggregate
CREATE FUNCTION keep(anyarray, anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT $1 || $2';
CREATE FUNCTION keep_int(int[], int) RETURNS int[] LANGUAGE sql AS 'SELECT $1 || $2';
CREATE FUNCTION first_of(anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1[1]';
CREATE AGGREGATE kept(anyelement) (SFUNC = keep, STYPE = anyarray, FINALFUNC = first_of, INITCOND = '{}');
CREATE AGGREGATE kept_int(int) (SFUNC = keep_int, STYPE = int[], FINALFUNC = first_of, INITCOND = '{}');
CREATE AGGREGATE kept_any(int) (SFUNC = keep, STYPE = int[], INITCOND = '{}');
