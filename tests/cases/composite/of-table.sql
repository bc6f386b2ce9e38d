-- case: A table is altered by ALTER TABLE
-- covers: alter-type/add-attribute
-- error: 42809
CREATE TABLE t (a int);
ALTER TYPE t ADD ATTRIBUTE b int;
