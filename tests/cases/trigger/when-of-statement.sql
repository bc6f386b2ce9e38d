-- case: WHEN of a trigger for each statement reads a row
-- error: 42P17
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
CREATE VIEW v AS SELECT a FROM t;
CREATE TRIGGER g AFTER UPDATE ON t WHEN (NEW.a > 0) EXECUTE FUNCTION f();
