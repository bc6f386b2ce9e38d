-- case: RESTART above the highest value that the same statement sets is refused
-- covers: alter-sequence/restart, alter-sequence/maxvalue
-- error: 22023
CREATE SEQUENCE s;
ALTER SEQUENCE s MAXVALUE 10 RESTART WITH 11;
