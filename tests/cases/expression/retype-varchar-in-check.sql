-- case: A varchar was compared as text, which an integer becomes too
-- covers: alter-table/type, create-table/check
CREATE TABLE t (a varchar(5) CHECK (a = 'x'));
ALTER TABLE t ALTER COLUMN a TYPE int USING 1;
