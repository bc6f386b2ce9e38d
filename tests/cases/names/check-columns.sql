-- case: A check over one column is named after it, over several after the table
-- covers: create-table/table-check
CREATE TABLE t (a int, b int, CHECK (a > 0 AND a < 9), CHECK (a > b), CHECK (1 > 0), CHECK (b > 0), CHECK (t.b < 100));
ALTER TABLE t ADD CHECK (a <> 5), ADD CHECK (a <> b);
