-- case: ON CONFLICT of an expression with an index of it
-- covers: create-table/table
CREATE TABLE t (a int PRIMARY KEY, b text);
CREATE UNIQUE INDEX i ON t (lower(b));
INSERT INTO t VALUES (1, 'x') ON CONFLICT (lower(b)) DO UPDATE SET a = 2;
INSERT INTO t VALUES (1, 'y') ON CONFLICT DO NOTHING;
