-- case: Named constraints of columns
-- covers: create-table/column-constraint-name, create-table/check, create-table/unique, create-table/references
CREATE TABLE p (id int CONSTRAINT p_key PRIMARY KEY);
CREATE TABLE t (a int CONSTRAINT a_positive CHECK (a > 0) CONSTRAINT a_unique UNIQUE CONSTRAINT a_fk REFERENCES p);
