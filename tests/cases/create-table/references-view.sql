-- case: A view is not a table to refer to
-- covers: create-table/references, create-view/view
-- error: 42809
CREATE VIEW v AS SELECT 1 AS a;
CREATE TABLE c (a int REFERENCES v);
