-- case: Columns, defaults, checks and NOT NULL are inherited, keys are not
-- covers: create-table/inherits
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE p (a int PRIMARY KEY DEFAULT 1, b text NOT NULL, c int CHECK (c > 0) REFERENCES r, d int UNIQUE);
CREATE TABLE c (e date) INHERITS (p);
