-- case: Said again with another collation
-- covers: create-table/inherits
-- error: 42P21
CREATE TABLE p (a text COLLATE "C");
CREATE TABLE c (a text COLLATE "POSIX") INHERITS (p);
