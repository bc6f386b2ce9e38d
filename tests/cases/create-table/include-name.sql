-- case: Included columns enter the chosen name
-- covers: create-table/index-parameters-include
CREATE TABLE t (a int, b int, UNIQUE (a) INCLUDE (b));
CREATE TABLE u (a int, b int, PRIMARY KEY (a) INCLUDE (b));
