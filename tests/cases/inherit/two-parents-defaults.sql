-- case: Two defaults that differ must be settled
-- covers: create-table/inherits
-- error: 42611
CREATE TABLE p (a int DEFAULT 1);
CREATE TABLE q (a int DEFAULT 2);
CREATE TABLE c () INHERITS (p, q);
