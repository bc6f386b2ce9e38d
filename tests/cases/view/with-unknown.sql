-- case: An unknown option of a view
-- covers: create-view/view
-- error: 22023
CREATE VIEW v WITH (fillfactor = 70) AS SELECT 1 AS a;
