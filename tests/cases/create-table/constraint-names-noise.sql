-- case: A name before DEFAULT or NULL names nothing
-- covers: create-table/column-constraint-name, create-table/null, create-table/default
CREATE TABLE t (a int CONSTRAINT x DEFAULT 1, b int CONSTRAINT y NULL);
