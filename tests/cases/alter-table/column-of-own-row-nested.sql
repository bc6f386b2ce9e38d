-- case: A table holds no value that holds a row of it
-- error: 42P16
CREATE TABLE nodes (id int);
CREATE DOMAIN several_nodes AS nodes[];
CREATE TABLE lists (id int, members several_nodes);
ALTER TABLE nodes ADD COLUMN within lists;
