-- case: PostgreSQL 15 has no RULES
-- covers: create-table/column-collate
-- error: 42601
-- postgres: 15
CREATE COLLATION ruled (PROVIDER = icu, LOCALE = 'und', RULES = '');
