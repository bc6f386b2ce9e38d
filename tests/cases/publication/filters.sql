-- case: What WHERE can hold
CREATE TABLE reading (id int PRIMARY KEY, note text, at date, twice int GENERATED ALWAYS AS (id * 2) STORED);
CREATE PUBLICATION a FOR TABLE reading WHERE (lower(note) = 'x' OR id BETWEEN 3 AND 7);
CREATE PUBLICATION b FOR TABLE reading WHERE (at > '2020-01-01' AND note IS NOT NULL);
CREATE PUBLICATION c FOR TABLE reading WHERE (coalesce(twice, 0) IN (1, 2) AND note LIKE 'a%');
CREATE PUBLICATION d FOR TABLE reading WHERE (CASE WHEN id > 3 THEN true ELSE note IS NULL END);
CREATE PUBLICATION e FOR TABLE reading WHERE (note COLLATE "C" < 'b');
