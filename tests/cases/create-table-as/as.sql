-- case: Columns of a query, types kept
-- covers: create-table-as/as, create-table-as/with-data
CREATE TABLE s (a int NOT NULL, b varchar(10) DEFAULT 'x', c numeric(10,2), d text COLLATE "C");
CREATE TABLE t AS SELECT a, b, c, d FROM s;
CREATE TABLE u AS SELECT * FROM s WITH DATA;
