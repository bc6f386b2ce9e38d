-- case: Dropped at the parent it goes from the children, unless they said it too
-- covers: alter-table/drop-constraint, create-table/inherits
CREATE TABLE p (a int CONSTRAINT k CHECK (a > 0), b int CONSTRAINT m CHECK (b > 0));
CREATE TABLE c (CONSTRAINT m CHECK (b > 0)) INHERITS (p);
ALTER TABLE p DROP CONSTRAINT k, DROP CONSTRAINT m;
