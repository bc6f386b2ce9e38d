-- case: CREATE COLLATION knows its attributes by their exact names
-- covers: create-table/column-collate
-- error: 42601
CREATE COLLATION known (LC_COLLATE = 'C', "lc_ctype" = 'C');
CREATE COLLATION unknown ("Locale" = 'C');
