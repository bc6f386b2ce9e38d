-- case: INSERT gives more values than the table has columns
-- error: 42601

CREATE TABLE parcels (weight int, label text);
INSERT INTO parcels VALUES (1, 'a', 2);
