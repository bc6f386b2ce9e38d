-- case: TRUNCATE of a partition of a table that a foreign key refers to
-- error: 0A000
CREATE TABLE a (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (0) TO (10);
CREATE TABLE b (id int REFERENCES a);
TRUNCATE a1, a1;
