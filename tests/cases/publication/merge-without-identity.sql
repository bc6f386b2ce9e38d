-- case: A merge that may delete is a delete
-- error: 55000
CREATE TABLE source (id int);
CREATE TABLE reading (id int, value int);
CREATE PUBLICATION feed FOR TABLE reading WITH (publish = 'delete');
MERGE INTO reading r USING source s ON r.id = s.id WHEN MATCHED THEN UPDATE SET value = 1;
MERGE INTO reading r USING source s ON r.id = s.id WHEN MATCHED THEN DELETE;
