-- case: A NOT NULL constraint begins to be inherited
-- covers: alter-table/alter-constraint-inherit, create-table/inherits
-- postgres: 18
CREATE TABLE p (a int CONSTRAINT n NOT NULL NO INHERIT, b int CONSTRAINT m NOT NULL);
CREATE TABLE c () INHERITS (p);
ALTER TABLE p ALTER CONSTRAINT n INHERIT;
ALTER TABLE p ALTER CONSTRAINT m NO INHERIT;
