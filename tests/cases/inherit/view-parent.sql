-- case: A view is no parent
-- covers: create-table/inherits, create-view/view
-- error: 42809
CREATE VIEW v AS SELECT 1 AS a;
CREATE TABLE c () INHERITS (v);
