-- case: A schema's tables are published
-- error: 55000
CREATE SCHEMA lab;
CREATE TABLE lab.reading (value int);
CREATE PUBLICATION feed FOR TABLES IN SCHEMA lab;
DELETE FROM lab.reading;
