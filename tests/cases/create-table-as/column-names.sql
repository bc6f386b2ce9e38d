-- case: Column names given, the rest from the query
-- covers: create-table-as/column-names, create-table-as/with-no-data
CREATE TABLE s (a int, b text);
CREATE TABLE t (x) AS SELECT a, b FROM s WITH NO DATA;
CREATE TABLE u (x, y) AS SELECT a, b FROM s;
