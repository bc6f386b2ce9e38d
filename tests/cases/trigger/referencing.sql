-- case: Transition tables
-- covers: create-trigger/referencing
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER tr AFTER UPDATE ON t REFERENCING OLD TABLE AS before NEW TABLE after FOR EACH STATEMENT EXECUTE FUNCTION f();
