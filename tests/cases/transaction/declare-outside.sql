-- case: A cursor outside of a transaction
-- covers: create-table/table
-- error: 25P01
DECLARE c CURSOR FOR SELECT 1;
