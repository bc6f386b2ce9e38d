-- case: CREATE COLLATION knows its providers
-- covers: create-table/column-collate
-- error: 42P17
CREATE COLLATION lib (PROVIDER = Libc, LOCALE = 'C');
CREATE COLLATION none (PROVIDER = glibc, LOCALE = 'C');
