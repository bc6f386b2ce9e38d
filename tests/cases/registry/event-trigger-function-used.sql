-- case: DROP of the function of an event trigger
-- error: 2BP01
CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON ddl_command_start WHEN tag IN ('DROP TABLE') EXECUTE FUNCTION seen();
DROP FUNCTION seen();
