-- case: PostgreSQL 15 has no collations of its own
-- covers: create-table/column-collate
-- error: 42P17
-- postgres: 15
CREATE COLLATION own (PROVIDER = builtin, LOCALE = 'C');
