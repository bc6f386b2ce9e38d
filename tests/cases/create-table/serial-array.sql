-- case: There is no array of serial
-- covers: create-table/column
-- error: 0A000
CREATE TABLE t (a serial[]);
