-- case: An identity column is not added to a table that has children
-- covers: alter-table/add-column, create-table/inherits
-- error: 42P16
CREATE TABLE base (amount int);
CREATE TABLE child () INHERITS (base);
ALTER TABLE base ADD COLUMN id int GENERATED ALWAYS AS IDENTITY;
