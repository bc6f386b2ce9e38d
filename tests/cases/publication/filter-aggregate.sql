-- case: No aggregate in WHERE
-- error: 42803
CREATE TABLE reading (id int PRIMARY KEY);
CREATE PUBLICATION feed FOR TABLE reading WHERE (id > max(id));
