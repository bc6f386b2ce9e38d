-- case: An inherited check stays
-- covers: alter-table/drop-constraint, create-table/inherits
-- error: 42P16
CREATE TABLE p (a int CONSTRAINT k CHECK (a > 0));
CREATE TABLE c () INHERITS (p);
ALTER TABLE c DROP CONSTRAINT k;
