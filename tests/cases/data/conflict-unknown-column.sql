-- case: ON CONFLICT sets a column that is not there
-- covers: create-table/table
-- error: 42703
CREATE TABLE t (a int PRIMARY KEY);
INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2;
