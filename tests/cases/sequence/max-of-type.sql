-- case: A maximum beyond the type
-- covers: create-sequence/maxvalue
-- error: 22023
CREATE SEQUENCE s AS smallint MAXVALUE 40000;
