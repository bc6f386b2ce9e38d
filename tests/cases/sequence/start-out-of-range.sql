-- case: A start below the minimum
-- covers: create-sequence/start
-- error: 22023
CREATE SEQUENCE s MINVALUE 10 START 5;
