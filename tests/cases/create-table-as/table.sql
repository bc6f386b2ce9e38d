-- case: TABLE is a query
-- covers: create-table-as/as
CREATE TABLE s (a int, b text NOT NULL);
CREATE TABLE t AS TABLE s;
