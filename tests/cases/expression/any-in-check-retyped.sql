-- case: A column that a CHECK with ANY reads gets another type
CREATE TABLE t (id integer, CHECK (id = ANY (ARRAY[1, 2])));
ALTER TABLE t ALTER COLUMN id TYPE bigint;
