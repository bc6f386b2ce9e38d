-- case: VACUUM with a column that is not there
-- error: 42703

CREATE TABLE parcels (a int);
VACUUM (ANALYZE) parcels (a, b);
