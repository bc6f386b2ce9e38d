-- case: An inherited check is renamed with the parent's
-- covers: alter-table/rename-constraint, create-table/inherits
CREATE TABLE p (a int CONSTRAINT k CHECK (a > 0));
CREATE TABLE c () INHERITS (p);
ALTER TABLE p RENAME CONSTRAINT k TO l;
