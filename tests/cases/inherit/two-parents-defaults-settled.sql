-- case: And here they are
-- covers: create-table/inherits
CREATE TABLE p (a int DEFAULT 1);
CREATE TABLE q (a int DEFAULT 2);
CREATE TABLE c (a int DEFAULT 3) INHERITS (p, q);
