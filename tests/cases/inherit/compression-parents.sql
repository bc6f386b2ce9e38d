-- case: A column that a parent compresses in another way
-- covers: create-table/inherits
-- error: 42804
-- postgres: 15
CREATE TABLE p (a text COMPRESSION pglz);
CREATE TABLE c (a text COMPRESSION lz4) INHERITS (p);
