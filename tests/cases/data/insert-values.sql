-- case: what INSERT may give: DEFAULT, fewer values than columns, arrays, rows, OVERRIDING

CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY, weight int, label text, twice int GENERATED ALWAYS AS (weight * 2) STORED);
INSERT INTO parcels VALUES (DEFAULT, 2, 'a', DEFAULT);
INSERT INTO parcels VALUES (DEFAULT, 2), (DEFAULT, 3);
INSERT INTO parcels (weight) SELECT 4;
INSERT INTO parcels OVERRIDING USER VALUE VALUES (7, 2);
INSERT INTO parcels OVERRIDING SYSTEM VALUE VALUES (7, 2);
INSERT INTO parcels DEFAULT VALUES;
CREATE TABLE points (at int[], pair int[][], place point);
INSERT INTO points VALUES (ARRAY[1, 2], ARRAY[[1, 2], [3, 4]], point(1, 2));
INSERT INTO points (at[1], at[2]) VALUES (1, 2);
WITH new AS (INSERT INTO parcels (weight) VALUES (1) RETURNING weight)
INSERT INTO points (at) VALUES ((SELECT array_agg(weight) FROM new));
UPDATE parcels SET id = DEFAULT, twice = DEFAULT, weight = 1;
UPDATE parcels SET (id, weight) = (DEFAULT, 2);
