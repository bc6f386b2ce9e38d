-- case: ALTER TABLE on nothing
-- covers: alter-table/add-column
-- error: 42P01
ALTER TABLE nosuch ADD COLUMN a int;
