-- case: INSERT gives more values than it names columns
-- error: 42601

CREATE TABLE parcels (weight int, label text);
INSERT INTO parcels (label) VALUES ('a', 2);
