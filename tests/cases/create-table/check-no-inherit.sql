-- case: NO INHERIT checks stay with the parent
-- covers: create-table/check-no-inherit, create-table/table-check-no-inherit, create-table/inherits
CREATE TABLE p (a int CHECK (a > 0) NO INHERIT, b int, CHECK (b > 0) NO INHERIT, CHECK (a > b));
CREATE TABLE c () INHERITS (p);
