-- case: A bound that the new type cannot hold
-- covers: alter-sequence/as
-- error: 22023
CREATE SEQUENCE s MAXVALUE 100000;
ALTER SEQUENCE s AS smallint;
