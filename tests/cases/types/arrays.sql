-- case: Arrays in all spellings; dimensions are not kept
-- covers: create-table/column
CREATE TABLE t (a int[], b int[3], c int[][], d int[2][3], e integer ARRAY, f integer ARRAY[4], g varchar(5)[], h numeric(4,2)[], i timestamptz(3)[], j text[] NOT NULL DEFAULT '{}');
