-- case: No such function
-- covers: create-trigger/execute
-- error: 42883
CREATE TABLE t (a int);
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION nosuch();
