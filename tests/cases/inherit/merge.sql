-- case: A column said again is merged, with its own default
-- covers: create-table/inherits
CREATE TABLE p (a int, b text DEFAULT 'x');
CREATE TABLE c (b text DEFAULT 'y', z int, a int NOT NULL) INHERITS (p);
