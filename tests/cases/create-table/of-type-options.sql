-- case: Options and constraints of a typed table
-- covers: create-table/of-type-options, create-type/composite
CREATE TYPE pt AS (id int, name text, price numeric(10,2));
CREATE TABLE t OF pt (PRIMARY KEY (id), name WITH OPTIONS NOT NULL DEFAULT 'x', price DEFAULT 0 CHECK (price >= 0));
