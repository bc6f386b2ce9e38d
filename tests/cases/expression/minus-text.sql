-- case: Text has no minus
-- covers: create-table/check
-- error: 42883
CREATE TABLE t (a text CHECK (-a = 'x'));
