-- case: No function in WHERE that gives another value the next time
-- error: 0A000
CREATE TABLE reading (id int PRIMARY KEY);
CREATE PUBLICATION feed FOR TABLE reading WHERE (id < random());
