-- case: A foreign key over several columns goes with any of them
-- covers: alter-table/drop-column
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (x int, y int, FOREIGN KEY (x, y) REFERENCES p);
ALTER TABLE c DROP COLUMN y;
