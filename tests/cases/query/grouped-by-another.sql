-- case: A SELECT of a column that is not grouped by
-- error: 42803
CREATE TABLE item (id int PRIMARY KEY, shelf int, label text);
SELECT id, shelf, label FROM item GROUP BY id;
SELECT shelf, count(*), max(label) FROM item GROUP BY shelf;
SELECT shelf AS s, count(*) FROM item GROUP BY s;
SELECT label, count(*) FROM item GROUP BY shelf;
