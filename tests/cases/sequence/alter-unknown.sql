-- case: No such sequence
-- covers: alter-sequence/restart
-- error: 42P01
ALTER SEQUENCE nosuch RESTART;
