-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE orders (id bigint PRIMARY KEY, na​me text);
ALTER TABLE orders ADD COLUMN note text;
CREATE TABLE notes (id bigint PRIMARY KEY, na​me text);
ALTER TABLE notes DROP COLUMN name;
DROP TABLE notes ;
