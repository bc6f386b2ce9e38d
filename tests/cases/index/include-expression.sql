-- case: INCLUDE takes columns alone
-- covers: create-index/include
-- error: 0A000
CREATE TABLE t (a int, b int);
CREATE INDEX ON t (a) INCLUDE ((b + 1));
