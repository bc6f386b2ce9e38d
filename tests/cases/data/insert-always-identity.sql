-- case: a value for an identity column that is generated always
-- error: 428C9

CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY, weight int, label text, twice int GENERATED ALWAYS AS (weight * 2) STORED);
INSERT INTO parcels (id, weight) VALUES (1, 2);
