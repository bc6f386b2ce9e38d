-- case: A number with two points
-- covers: create-table/default
-- error: 22P02
CREATE TABLE t (a numeric DEFAULT '1.2.3');
