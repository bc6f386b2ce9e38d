-- case: An event trigger whose function is not there
-- error: 42883
CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION seen();
