-- case: the columns of USING have an alias

CREATE TABLE parcels (id int, weight int);
CREATE TABLE boxes (id int, size int);
SELECT * FROM parcels JOIN boxes USING (id) AS both WHERE both.id = 1;
SELECT row_to_json(both.*) FROM parcels JOIN boxes USING (id) AS both WHERE parcels.weight = 1;
CREATE VIEW joined AS SELECT parcels.id, boxes.size FROM parcels JOIN boxes USING (id) AS both WHERE both.id > 0;
