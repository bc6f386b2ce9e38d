-- case: A trigger of another statement
-- covers: create-view/view
-- error: 55000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT DISTINCT a FROM t;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER g INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();
DELETE FROM v;
