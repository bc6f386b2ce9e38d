-- case: ALTER DATABASE … SET TABLESPACE in a transaction
-- covers: create-table/table
-- error: 25001
CREATE TABLE t (a int PRIMARY KEY);
BEGIN;
ALTER DATABASE x SET TABLESPACE y;
