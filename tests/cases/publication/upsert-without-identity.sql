-- case: An insert that may update is an update
-- error: 55000
CREATE TABLE reading (id int NOT NULL UNIQUE, value int);
CREATE PUBLICATION feed FOR TABLE reading;
INSERT INTO reading VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET value = 2;
