-- case: NO INHERIT keeps the children free
-- covers: create-table/not-null-no-inherit, create-table/inherits
-- postgres: 18
CREATE TABLE p (a int NOT NULL NO INHERIT, b int NOT NULL);
CREATE TABLE c () INHERITS (p);
