-- case: Columns of joined tables, aliases and USING
-- covers: create-table-as/as
CREATE TABLE a (id int, x text);
CREATE TABLE b (id int, y date);
CREATE TABLE t AS SELECT * FROM a JOIN b USING (id);
CREATE TABLE u AS SELECT l.id, r.y AS yy FROM a AS l LEFT JOIN b AS r ON r.id = l.id;
