-- case: Names of table checks come from the columns that they name
-- covers: create-table/table-check
CREATE TABLE t (a int, b int, CHECK (a > 0), CHECK (a > b), CHECK (b > 0 AND b < 5), CHECK (true));
