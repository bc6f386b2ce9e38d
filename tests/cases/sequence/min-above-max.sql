-- case: A minimum above the maximum
-- covers: create-sequence/minvalue
-- error: 22023
CREATE SEQUENCE s MINVALUE 10 MAXVALUE 5;
