-- case: A base type made of functions
-- covers: create-type/shell, create-type/base, alter-type/set-property
CREATE TYPE mytext;
CREATE FUNCTION mytext_in(cstring) RETURNS mytext LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION mytext_out(mytext) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE mytext (INPUT = mytext_in, OUTPUT = mytext_out, LIKE = text);
ALTER TYPE mytext SET (STORAGE = external);
CREATE TABLE t (a mytext, b mytext[]);
