-- case: An array that does not end
-- covers: create-table/default
-- error: 22P02
CREATE TABLE t (a text[] DEFAULT '{a,"b');
