-- case: More names than columns
-- covers: create-view/column-names
-- error: 42601
CREATE VIEW v (a, b) AS SELECT 1;
