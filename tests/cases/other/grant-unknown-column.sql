-- case: GRANT on a column that one of the relations has not
-- error: 42703

CREATE TABLE parcels (a int, b int);
CREATE VIEW crates AS SELECT a FROM parcels;
GRANT SELECT (a, b) ON parcels, crates TO PUBLIC;
