-- case: NULL for a column that must have a value
-- error: 23502

CREATE TABLE parcels (id serial PRIMARY KEY, weight int NOT NULL DEFAULT 1, label text);
INSERT INTO parcels (weight, label) VALUES (2, NULL);
INSERT INTO parcels (weight, label) VALUES (1, 'a'), (NULL, 'b');
