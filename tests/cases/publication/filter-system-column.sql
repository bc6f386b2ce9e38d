-- case: No system column in WHERE
-- error: 0A000
CREATE TABLE reading (id int PRIMARY KEY);
CREATE PUBLICATION feed FOR TABLE reading WHERE (tableoid > 3);
