-- case: CREATE STATISTICS on a table that is not there
-- error: 42P01

CREATE STATISTICS s ON a, (b + 1) FROM parcels;
