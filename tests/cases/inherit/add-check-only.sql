-- case: A check must reach the children
-- covers: alter-table/add-constraint, alter-table/only, create-table/inherits
-- error: 42P16
CREATE TABLE p (a int);
CREATE TABLE c () INHERITS (p);
ALTER TABLE ONLY p ADD CHECK (a > 0);
