-- case: STORAGE in the column definition
-- covers: create-table/column-storage
-- postgres: 18
CREATE TABLE t (a text STORAGE EXTERNAL, b text STORAGE PLAIN NOT NULL, c text STORAGE MAIN, d text STORAGE EXTENDED, e text STORAGE DEFAULT);
