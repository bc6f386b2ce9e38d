-- case: A collation of the C library needs both its locales
-- covers: create-table/column-collate
-- error: 42P17
CREATE COLLATION half (LC_COLLATE = 'C');
