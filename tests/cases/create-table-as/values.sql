-- case: VALUES names its columns column1, column2
-- covers: create-table-as/as
CREATE TABLE t AS VALUES (1, 'a'), (2, 'b');
