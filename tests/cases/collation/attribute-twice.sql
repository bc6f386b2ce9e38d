-- case: CREATE COLLATION takes each attribute once
-- covers: create-table/column-collate
-- error: 42601
CREATE COLLATION once (PROVIDER = libc, LOCALE = 'C');
CREATE COLLATION twice (LOCALE = 'C', LOCALE = 'POSIX');
