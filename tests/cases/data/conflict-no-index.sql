-- case: ON CONFLICT with columns that no unique index has
-- covers: create-table/table
-- error: 42P10
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE UNIQUE INDEX ON t (a, b);
CREATE UNIQUE INDEX ON t (b) WHERE a > 1;
INSERT INTO t VALUES (1, 2, 3) ON CONFLICT (b) DO NOTHING;
