-- case: Said again with another type
-- covers: create-table/inherits
-- error: 42804
CREATE TABLE p (a int);
CREATE TABLE c (a bigint) INHERITS (p);
