-- case: A column that a child has from two children of one table takes the new type
CREATE TABLE base (amount int);
CREATE TABLE measured (unit text) INHERITS (base);
CREATE TABLE counted (day date) INHERITS (base);
CREATE TABLE readings (id int) INHERITS (measured, counted);
ALTER TABLE base ALTER COLUMN amount TYPE bigint;
