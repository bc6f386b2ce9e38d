-- case: A day that its month does not have
-- covers: create-table/default
-- error: 22008
CREATE TABLE t (a date DEFAULT '2023-02-29');
