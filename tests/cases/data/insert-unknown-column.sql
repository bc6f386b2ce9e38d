-- case: INSERT into a column that is not there
-- covers: create-table/table
-- error: 42703
CREATE TABLE t (a int, name text);
INSERT INTO t (a, nome) VALUES (1, 'x');
