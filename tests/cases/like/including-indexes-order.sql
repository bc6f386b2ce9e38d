-- case: Copied and own keys, names counted
-- covers: create-table/like-including-indexes
CREATE TABLE s (a int UNIQUE, b int);
CREATE INDEX ON s (a);
CREATE INDEX ON s (b);
CREATE TABLE t (LIKE s INCLUDING INDEXES, UNIQUE (b));
