-- case: GRANT on a table that is not there
-- error: 42P01

CREATE TABLE parcels (a int);
GRANT SELECT (a), UPDATE ON parcels, parcel TO PUBLIC;
