-- case: A default that is no label
-- covers: create-type/enum, create-table/default
-- error: 22P02
CREATE TYPE a AS ENUM ('x');
CREATE TABLE t (v a DEFAULT 'z');
