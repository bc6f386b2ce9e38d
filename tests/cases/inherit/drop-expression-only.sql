-- case: DROP EXPRESSION of a parent alone
-- covers: alter-table/drop-expression
-- error: 0A000
CREATE TABLE base (amount int, twice int GENERATED ALWAYS AS (amount * 2) STORED);
CREATE TABLE child () INHERITS (base);
ALTER TABLE ONLY base ALTER COLUMN twice DROP EXPRESSION;
