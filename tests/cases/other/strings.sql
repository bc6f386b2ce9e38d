-- case: Semicolons and quotes within strings
-- covers: create-table/default
CREATE TABLE t (a text DEFAULT 'a;b', b text DEFAULT E'it\'s; fine', c text DEFAULT $$x;'y$$, d text DEFAULT 'x''y', e text DEFAULT U&'\0041;');
CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $fn$ BEGIN RETURN $q$;$q$; END; $fn$;
