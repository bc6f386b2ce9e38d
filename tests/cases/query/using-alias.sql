-- case: the columns of USING have an alias

CREATE TABLE parcels (id int, weight int);
CREATE TABLE boxes (id int, size int);
SELECT * FROM parcels JOIN boxes USING (id) AS shared WHERE shared.id = 1;
SELECT row_to_json(shared.*) FROM parcels JOIN boxes USING (id) AS shared WHERE parcels.weight = 1;
CREATE VIEW joined AS SELECT parcels.id, boxes.size FROM parcels JOIN boxes USING (id) AS shared WHERE shared.id > 0;
