-- case: DEFAULT of a column without one is NULL
-- error: 23502

CREATE TABLE parcels (id serial PRIMARY KEY, weight int NOT NULL, label text);
INSERT INTO parcels (weight, label) VALUES (DEFAULT, 'a'), (DEFAULT, 'b') ON CONFLICT DO NOTHING;
