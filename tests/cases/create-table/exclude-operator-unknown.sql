-- case: An operator that the type does not have
-- covers: create-table/exclude
-- error: 42883
CREATE TABLE t (a int4range, EXCLUDE USING gist (a WITH ===));
