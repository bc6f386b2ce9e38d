-- case: RESTART within the limits leaves the sequence as it was
-- covers: alter-sequence/restart
CREATE SEQUENCE s MINVALUE 5 MAXVALUE 10;
ALTER SEQUENCE s RESTART WITH 10;
ALTER SEQUENCE s RESTART 5;
ALTER SEQUENCE s RESTART;
