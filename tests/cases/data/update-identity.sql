-- case: UPDATE sets an identity column that is generated always
-- error: 428C9

CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY, weight int, label text, twice int GENERATED ALWAYS AS (weight * 2) STORED);
UPDATE parcels SET (weight, id) = (1, 2);
