-- case: in WITH RECURSIVE a query may name one behind it

CREATE TABLE parcels (id int, weight int);
CREATE VIEW counted AS WITH RECURSIVE x(id) AS (SELECT * FROM y UNION ALL SELECT id + 1 FROM x WHERE id < 5), y(id) AS (VALUES (1))
    SELECT id FROM x;
WITH RECURSIVE moved AS (INSERT INTO parcels SELECT id FROM gone RETURNING id), gone AS (DELETE FROM parcels RETURNING id)
    SELECT id FROM moved;
