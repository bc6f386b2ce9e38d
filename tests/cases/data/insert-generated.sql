-- case: a value for a generated column, by its position
-- error: 428C9

CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY, weight int, label text, twice int GENERATED ALWAYS AS (weight * 2) STORED);
INSERT INTO parcels VALUES (DEFAULT, 2, 'a', 4);
