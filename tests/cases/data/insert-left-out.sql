-- case: INSERT leaves out a column that must have a value
-- error: 23502

CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY, weight int NOT NULL, label text);
INSERT INTO parcels (label) VALUES ('a');
