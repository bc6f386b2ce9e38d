-- case: LIKE is for text
-- covers: create-table/check
-- error: 42883
CREATE TABLE t (a int CHECK (a LIKE 'x'));
