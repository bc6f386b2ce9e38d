-- case: Columns with everything that a column can have
-- covers: alter-table/add-column, alter-table/add-column-constraint
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int;
ALTER TABLE t ADD c text NOT NULL DEFAULT 'x' COLLATE "C";
ALTER TABLE t ADD COLUMN d int UNIQUE CHECK (d > 0) REFERENCES p ON DELETE CASCADE;
ALTER TABLE t ADD COLUMN e bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
ALTER TABLE t ADD COLUMN f int GENERATED ALWAYS AS (a * 2) STORED;
ALTER TABLE t ADD COLUMN g serial;
