-- case: GRANT ON SEQUENCE names a table
-- error: 42809

CREATE TABLE parcels (a int);
GRANT USAGE ON SEQUENCE parcels TO PUBLIC;
