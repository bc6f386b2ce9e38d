-- case: REINDEX INDEX of a table
-- error: 42809

CREATE TABLE parcels (a int);
REINDEX INDEX CONCURRENTLY parcels;
