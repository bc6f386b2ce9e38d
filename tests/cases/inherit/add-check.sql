-- case: A check added to the parent reaches the children
-- covers: alter-table/add-constraint, create-table/inherits
CREATE TABLE p (a int);
CREATE TABLE c () INHERITS (p);
ALTER TABLE p ADD CHECK (a > 0), ADD CONSTRAINT mine CHECK (a < 10) NO INHERIT;
