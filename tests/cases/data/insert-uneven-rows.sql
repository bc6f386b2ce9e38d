-- case: the rows of VALUES have unequal lengths
-- error: 42601

CREATE TABLE parcels (weight int, label text);
INSERT INTO parcels VALUES (1, 'a'), (2);
