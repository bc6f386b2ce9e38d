-- case: The sequence of a serial lives in the table's schema
-- covers: create-table/column
CREATE SCHEMA s;
CREATE TABLE s.t (a serial);
