-- case: CREATE SUBSCRIPTION with a slot in a transaction
-- covers: create-table/table
-- error: 25001
CREATE TABLE t (a int PRIMARY KEY);
BEGIN;
CREATE SUBSCRIPTION x CONNECTION 'host=nosuch' PUBLICATION p;
