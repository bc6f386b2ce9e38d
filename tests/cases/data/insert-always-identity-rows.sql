-- case: DEFAULT in one row and a value in another, for an identity column
-- error: 428C9

CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY, weight int, label text, twice int GENERATED ALWAYS AS (weight * 2) STORED);
INSERT INTO parcels (id, weight) VALUES (DEFAULT, 2), (5, 3);
