-- case: The sum of two texts is no integer
-- covers: create-table/default
-- error: 42804
CREATE TABLE t (a int DEFAULT 'a'::text || 'b');
