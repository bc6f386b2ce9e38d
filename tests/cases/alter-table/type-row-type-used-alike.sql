-- case: Another table holds the row type, and the new type is stored as the old one
-- covers: alter-table/type
-- error: 0A000
CREATE TABLE x (a text);
CREATE TABLE t (r x);
ALTER TABLE x ALTER COLUMN a TYPE varchar;
