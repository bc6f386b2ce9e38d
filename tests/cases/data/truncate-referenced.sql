-- case: TRUNCATE of a table that a foreign key refers to
-- error: 0A000
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int REFERENCES a);
TRUNCATE a;
