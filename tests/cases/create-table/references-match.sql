-- case: MATCH FULL and SIMPLE
-- covers: create-table/match-full, create-table/match-simple
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p MATCH FULL, FOREIGN KEY (b, a) REFERENCES p (a, b) MATCH SIMPLE);
