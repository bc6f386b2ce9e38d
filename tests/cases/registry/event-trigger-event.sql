-- case: An event that there is not
-- error: 42601
CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON ddl_command EXECUTE FUNCTION seen();
