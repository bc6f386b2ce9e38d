-- case: the INSERT of MERGE gives a value to an identity column
-- error: 428C9

CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY, weight int, label text, twice int GENERATED ALWAYS AS (weight * 2) STORED);
MERGE INTO parcels p USING (SELECT 3 AS w) s ON p.weight = s.w
    WHEN NOT MATCHED THEN INSERT (id, weight) VALUES (9, s.w);
