-- case: WHERE must be a condition
-- error: 42804
CREATE TABLE reading (id int PRIMARY KEY);
CREATE PUBLICATION feed FOR TABLE reading WHERE (id + 1);
