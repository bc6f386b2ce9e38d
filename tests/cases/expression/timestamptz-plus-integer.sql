-- case: An instant and a number make no sum
-- covers: create-table/default
-- error: 42883
CREATE TABLE t (a date DEFAULT now() + 1);
