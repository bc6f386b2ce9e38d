-- case: COPY names a generated column
-- error: 42P10

CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY, weight int, label text, twice int GENERATED ALWAYS AS (weight * 2) STORED);
COPY parcels (weight, twice) TO '/dev/null';
