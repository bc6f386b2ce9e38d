-- case: A type without collations
-- covers: create-table/column-collate
-- error: 42804
CREATE TABLE t (a int COLLATE "C");
