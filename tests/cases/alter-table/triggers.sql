-- case: Triggers switched
-- covers: alter-table/disable-trigger, alter-table/enable-trigger, alter-table/enable-replica-trigger, alter-table/enable-always-trigger
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE t DISABLE TRIGGER tr;
ALTER TABLE t ENABLE TRIGGER tr;
ALTER TABLE t ENABLE REPLICA TRIGGER tr;
ALTER TABLE t ENABLE ALWAYS TRIGGER tr;
ALTER TABLE t DISABLE TRIGGER ALL;
ALTER TABLE t ENABLE TRIGGER USER;
