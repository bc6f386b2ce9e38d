-- case: The new name has no schema
-- covers: alter-table/rename-to
-- error: 42601
CREATE TABLE t (a int);
ALTER TABLE t RENAME TO public.u;
