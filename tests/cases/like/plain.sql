-- case: LIKE copies names, types, collations and NOT NULL
-- covers: create-table/like
CREATE TABLE s (a int NOT NULL DEFAULT 1, b varchar(10) COLLATE "C", c numeric(5,2) CHECK (c > 0), d int UNIQUE, e int PRIMARY KEY);
CREATE TABLE t (LIKE s);
