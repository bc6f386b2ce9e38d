-- case: A type that does not count
-- covers: create-sequence/as
-- error: 22023
CREATE SEQUENCE s AS text;
