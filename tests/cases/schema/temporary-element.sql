-- case: A temporary element of CREATE SCHEMA
-- covers: create-schema/elements
-- error: 42P16
CREATE SCHEMA app CREATE TEMP VIEW v AS SELECT 1 AS one;
