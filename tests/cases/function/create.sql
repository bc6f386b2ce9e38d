-- case: Signatures
-- covers: create-function/function, create-function/argmode, create-function/default, create-function/language, create-function/as
CREATE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(int, text) RETURNS void LANGUAGE sql AS '';
CREATE FUNCTION c(IN x int, INOUT y text, OUT z boolean) LANGUAGE sql AS $$ SELECT y, true $$;
CREATE FUNCTION d(x numeric(10,2), y varchar(5) DEFAULT 'q', z int = 3) RETURNS numeric(8,1) LANGUAGE sql AS 'SELECT x';
CREATE FUNCTION e(VARIADIC xs int[]) RETURNS int[] LANGUAGE sql AS 'SELECT xs';
CREATE FUNCTION f(x timestamp with time zone, y double precision, z character varying) RETURNS double precision LANGUAGE sql AS 'SELECT y';
CREATE FUNCTION g(x anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT ARRAY[x]';
CREATE FUNCTION h(x int) RETURNS int AS $body$ BEGIN RETURN x; END $body$ LANGUAGE plpgsql;
