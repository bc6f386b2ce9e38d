-- case: A collation of the C library is deterministic
-- covers: create-table/column-collate
-- error: 0A000
CREATE COLLATION loose (LOCALE = 'C', DETERMINISTIC = false);
