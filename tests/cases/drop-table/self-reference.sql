-- case: A reference to itself does not hold a table
-- covers: drop-table/drop
CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES t);
DROP TABLE t;
