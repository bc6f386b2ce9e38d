-- case: Other spellings
-- covers: create-table/table
START TRANSACTION ISOLATION LEVEL SERIALIZABLE;
CREATE TABLE t (a int);
END;
BEGIN WORK;
DROP TABLE t;
ABORT;
