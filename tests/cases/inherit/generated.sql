-- case: A generated column is inherited
-- covers: create-table/generated-stored, create-table/inherits
CREATE TABLE p (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE c () INHERITS (p);
