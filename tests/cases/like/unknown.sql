-- case: LIKE of nothing
-- covers: create-table/like
-- error: 42P01
CREATE TABLE t (LIKE nosuch);
