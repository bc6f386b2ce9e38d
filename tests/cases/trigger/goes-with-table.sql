-- case: A trigger goes with its table
-- covers: drop-table/drop, create-trigger/trigger
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
DROP TABLE t;
DROP FUNCTION f();
