-- case: A schema that a publication does not have
-- error: 42704
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders;
ALTER PUBLICATION feed DROP TABLES IN SCHEMA public;
