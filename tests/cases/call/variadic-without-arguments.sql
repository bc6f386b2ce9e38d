-- case: A VARIADIC parameter without a default needs an argument
-- error: 42883
CREATE FUNCTION longest(VARIADIC words text[]) RETURNS int LANGUAGE sql AS $$ SELECT cardinality($1) $$;
CREATE FUNCTION any_of(VARIADIC words text[] DEFAULT '{}') RETURNS int LANGUAGE sql AS $$ SELECT cardinality($1) $$;
SELECT any_of(), any_of('a'), longest('a'), longest('a', 'b'), longest(VARIADIC ARRAY['a']);
SELECT longest();
