-- case: A string that was compared with text stays text
-- covers: alter-table/type, create-table/check
-- error: 42883
CREATE TABLE t (a text CHECK (a = 'x'));
ALTER TABLE t ALTER COLUMN a TYPE int USING 1;
