-- case: LIKE among columns, twice, with constraints
-- covers: create-table/like
CREATE TABLE s1 (a int, b text);
CREATE TABLE s2 (c date NOT NULL);
CREATE TABLE t (x int PRIMARY KEY, LIKE s1, y text, LIKE s2, UNIQUE (a, c), CHECK (b <> ''));
