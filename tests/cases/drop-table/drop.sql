-- case: Tables dropped, several at once
-- covers: drop-table/drop, drop-table/if-exists, drop-table/several
CREATE TABLE a (x serial PRIMARY KEY, y int GENERATED ALWAYS AS IDENTITY);
CREATE TABLE b (x int REFERENCES a);
CREATE TABLE c (x int);
DROP TABLE a, b;
DROP TABLE IF EXISTS a, c, nosuch;
DROP TABLE IF EXISTS noschema.t;
