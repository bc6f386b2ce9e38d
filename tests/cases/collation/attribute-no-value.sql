-- case: An attribute of a collation has a value
-- covers: create-table/column-collate
-- error: 42601
CREATE COLLATION none (LOCALE);
