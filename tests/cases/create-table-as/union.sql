-- case: UNION takes names from the first branch
-- covers: create-table-as/as
CREATE TABLE s (a int, b text);
CREATE TABLE t AS SELECT a AS x, b AS y FROM s UNION ALL SELECT 1, 'z';
