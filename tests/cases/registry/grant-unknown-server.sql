-- case: GRANT on a server that is not there
-- error: 42704
GRANT USAGE ON FOREIGN SERVER store TO PUBLIC;
