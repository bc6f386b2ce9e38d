-- case: ON CONFLICT of an expression without an index of one
-- covers: create-table/table
-- error: 42P10
CREATE TABLE t (a int PRIMARY KEY, b text UNIQUE);
INSERT INTO t VALUES (1, 'x') ON CONFLICT (lower(b)) DO NOTHING;
