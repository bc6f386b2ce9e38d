-- case: A default is refused for the column before the aggregate around it
-- error: 0A000
CREATE TABLE t (a int DEFAULT avg(a));
