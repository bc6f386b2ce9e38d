-- case: Keys that carry more columns
-- covers: create-table/index-parameters-include
CREATE TABLE t (a int, b int, c text, UNIQUE (a) INCLUDE (b, c), PRIMARY KEY (b) INCLUDE (c));
