-- case: CASCADE takes that column
-- covers: drop-table/cascade
CREATE TABLE x (a int);
CREATE TABLE t (r x, s x[], k int);
DROP TABLE x CASCADE;
