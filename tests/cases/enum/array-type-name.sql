-- case: The array type steps aside for a type named _e
-- covers: create-type/enum
CREATE TYPE _e AS ENUM ('x');
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (a e[], b _e);
