-- case: PostgreSQL's own collations are made of a locale
-- covers: create-table/column-collate
-- error: 42P17
-- postgres: 18
CREATE COLLATION own (PROVIDER = builtin, LOCALE = 'C');
CREATE COLLATION none (PROVIDER = builtin, LC_COLLATE = 'C');
