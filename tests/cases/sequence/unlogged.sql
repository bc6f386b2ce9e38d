-- case: An unlogged sequence
-- covers: create-sequence/unlogged, alter-sequence/set-logged
CREATE UNLOGGED SEQUENCE s;
ALTER SEQUENCE s SET LOGGED;
ALTER SEQUENCE s SET UNLOGGED;
