-- case: Exclusion constraints and their names
-- covers: create-table/exclude, create-table/exclude-using
CREATE TABLE t (a int4range, b circle, EXCLUDE USING gist (a WITH &&), CONSTRAINT no_circles EXCLUDE USING gist (b WITH &&), EXCLUDE USING gist (a WITH &&, b WITH &&));
