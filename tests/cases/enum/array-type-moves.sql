-- case: An array type makes way for a type of its name
-- covers: create-type/enum
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (a e[]);
CREATE TYPE _e AS ENUM ('x');
CREATE TABLE u (b _e);
