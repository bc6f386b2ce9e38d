-- case: COPY names a column that is not there
-- error: 42703

CREATE TABLE parcels (weight int);
COPY parcels (wieght) TO '/dev/null';
