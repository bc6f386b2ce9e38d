-- case: A body in single quotes
-- covers: do/do
DO 'BEGIN CREATE TABLE t (a text DEFAULT ''x''); END';
