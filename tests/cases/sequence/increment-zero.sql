-- case: An increment of zero
-- covers: create-sequence/increment
-- error: 22023
CREATE SEQUENCE s INCREMENT 0;
