-- case: TRUNCATE ONLY of a partitioned table
-- error: 42809
CREATE TABLE a (id int) PARTITION BY RANGE (id);
TRUNCATE ONLY a;
