-- case: An element of another type
-- covers: create-table/default
-- error: 22P02
CREATE TABLE t (a int[] DEFAULT '{1,x}');
