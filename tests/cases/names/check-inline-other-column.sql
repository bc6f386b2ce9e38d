-- case: A column's check is named after the columns that it uses
-- covers: create-table/check
CREATE TABLE t (a int, b int CHECK (a > 0), c int CHECK (a > b));
