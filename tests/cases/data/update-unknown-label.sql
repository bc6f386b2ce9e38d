-- case: A column is set to what is none of the labels
-- covers: create-type/enum
-- error: 22P02
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (id int PRIMARY KEY, x e);
UPDATE t SET x = 'b';
UPDATE t SET x = 'c';
