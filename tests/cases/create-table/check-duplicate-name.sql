-- case: Two checks of one name
-- covers: create-table/table-check
-- error: 42710
CREATE TABLE t (a int CONSTRAINT x CHECK (a > 0), CONSTRAINT x CHECK (a < 9));
