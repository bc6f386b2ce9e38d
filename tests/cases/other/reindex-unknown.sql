-- case: REINDEX of an index that is not there
-- error: 42P01

REINDEX INDEX parcels_a_idx;
