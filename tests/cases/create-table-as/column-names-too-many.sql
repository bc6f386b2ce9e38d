-- case: More names than columns
-- covers: create-table-as/column-names
-- error: 42601
CREATE TABLE t (x, y) AS SELECT 1;
