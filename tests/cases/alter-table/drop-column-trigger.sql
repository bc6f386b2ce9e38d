-- case: A trigger on UPDATE OF needs the column
-- covers: alter-table/drop-column, create-trigger/update-of
-- error: 2BP01
CREATE TABLE t (a int, b int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr BEFORE UPDATE OF b ON t FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE t DROP COLUMN b;
