-- case: Keys and indexes get new names
-- covers: create-table/like-including-indexes
CREATE TABLE s (a int PRIMARY KEY, b int CONSTRAINT named UNIQUE, c text, d int4range, EXCLUDE USING gist (d WITH &&));
CREATE INDEX my_index ON s (c) INCLUDE (a);
CREATE INDEX ON s (lower(c), (a + b));
CREATE UNIQUE INDEX partial ON s (c) WHERE b > 0;
CREATE TABLE t (LIKE s INCLUDING INDEXES);
