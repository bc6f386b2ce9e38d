-- case: A variable that there is not
-- error: 42601
CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON sql_drop WHEN word IN ('x') EXECUTE FUNCTION seen();
