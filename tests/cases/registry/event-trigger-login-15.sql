-- case: An event that came later
-- postgres: 15
-- error: 42601
CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON login EXECUTE FUNCTION seen();
