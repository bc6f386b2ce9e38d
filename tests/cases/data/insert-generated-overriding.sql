-- case: OVERRIDING SYSTEM VALUE does not reach a generated column
-- error: 428C9

CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY, weight int, label text, twice int GENERATED ALWAYS AS (weight * 2) STORED);
INSERT INTO parcels OVERRIDING SYSTEM VALUE VALUES (7, 2, 'a', 4);
