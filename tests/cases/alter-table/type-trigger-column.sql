-- case: A trigger's column list holds the type
-- covers: alter-table/type, create-trigger/update-of
-- error: 0A000
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE t ALTER COLUMN a TYPE bigint;
