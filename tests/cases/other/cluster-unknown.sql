-- case: CLUSTER of a table that is not there
-- error: 42P01

CLUSTER VERBOSE parcels USING parcels_pkey;
