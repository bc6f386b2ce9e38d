-- case: ANALYZE of a table that is not there
-- error: 42P01

ANALYZE parcels;
