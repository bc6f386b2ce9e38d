-- case: ALTER EXTENSION ADD of what is not there
-- error: 42704
ALTER EXTENSION plpgsql ADD SERVER store;
