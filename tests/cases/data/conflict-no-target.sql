-- case: ON CONFLICT DO UPDATE says of what
-- covers: create-table/table
-- error: 42601
CREATE TABLE t (a int PRIMARY KEY, b text);
INSERT INTO t VALUES (1, 'x') ON CONFLICT DO UPDATE SET b = 'y';
