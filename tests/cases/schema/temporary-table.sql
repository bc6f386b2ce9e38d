-- case: A temporary table as an element of CREATE SCHEMA
-- covers: create-schema/elements
-- error: 42P16
CREATE SCHEMA app CREATE TEMP TABLE t (a int);
