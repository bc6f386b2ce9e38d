-- case: A second event trigger of the name
-- error: 42710
CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON ddl_command_start WHEN tag IN ('DROP TABLE') EXECUTE FUNCTION seen();
CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION seen();
