-- case: Joined tables
-- covers: create-view/view
CREATE TABLE a (id int, x text, k int);
CREATE TABLE b (id int, y date, k int);
CREATE VIEW v1 AS SELECT a.id, a.x, b.y FROM a JOIN b ON a.id = b.id;
CREATE VIEW v2 AS SELECT * FROM a JOIN b USING (id, k);
CREATE VIEW v3 AS SELECT * FROM a NATURAL JOIN b;
CREATE VIEW v4 AS SELECT l.*, r.y AS other FROM a AS l LEFT JOIN b AS r ON true;
CREATE VIEW v5 AS SELECT id, y FROM a FULL JOIN b USING (id);
CREATE VIEW v6 AS SELECT a.id FROM a CROSS JOIN b;
