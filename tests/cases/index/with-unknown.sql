-- case: An unknown parameter
-- covers: create-index/with
-- error: 22023
CREATE TABLE t (a int);
CREATE INDEX i ON t (a) WITH (nosuch = 1);
