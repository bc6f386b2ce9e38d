-- case: A column that a child has from another parent too keeps its type
-- error: 42P16
CREATE TABLE measured (amount int, unit text);
CREATE TABLE counted (amount int, day date);
CREATE TABLE readings (id int) INHERITS (measured, counted);
ALTER TABLE measured ALTER COLUMN unit TYPE varchar(10);
ALTER TABLE measured ALTER COLUMN amount TYPE bigint;
