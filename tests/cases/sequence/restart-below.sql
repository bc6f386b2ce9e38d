-- case: RESTART below the lowest value is refused
-- covers: alter-sequence/restart
-- error: 22023
CREATE SEQUENCE s MINVALUE 5;
ALTER SEQUENCE s RESTART WITH 4;
