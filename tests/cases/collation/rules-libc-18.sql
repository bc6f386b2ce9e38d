-- case: RULES are ICU's
-- covers: create-table/column-collate
-- error: 42P17
-- postgres: 18
CREATE COLLATION ruled (LOCALE = 'C', RULES = '');
