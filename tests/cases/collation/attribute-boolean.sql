-- case: DETERMINISTIC is true or false
-- covers: create-table/column-collate
-- error: 42601
CREATE COLLATION a (LOCALE = 'C', DETERMINISTIC);
CREATE COLLATION b (LOCALE = 'C', DETERMINISTIC = on);
CREATE COLLATION c (LOCALE = 'C', DETERMINISTIC = perhaps);
