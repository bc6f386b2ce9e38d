-- case: A trigger's condition holds the type
-- covers: alter-table/type, create-trigger/when
-- error: 0A000
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION f();
ALTER TABLE t ALTER COLUMN a TYPE bigint;
