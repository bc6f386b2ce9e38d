-- case: CREATE COLLATION takes LOCALE without LC_CTYPE
-- covers: create-table/column-collate
-- error: 42601
CREATE COLLATION both (LC_CTYPE = 'C', LOCALE = 'C');
