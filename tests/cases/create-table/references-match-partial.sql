-- case: MATCH PARTIAL was never implemented
-- covers: create-table/match-partial
-- error: 0A000
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p MATCH PARTIAL);
