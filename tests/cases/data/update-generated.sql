-- case: UPDATE sets a generated column
-- error: 428C9

CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY, weight int, label text, twice int GENERATED ALWAYS AS (weight * 2) STORED);
UPDATE parcels SET twice = 1;
