-- case: INSERT names more columns than it gives values
-- error: 42601

CREATE TABLE parcels (weight int, label text);
INSERT INTO parcels (weight, label) VALUES (1);
