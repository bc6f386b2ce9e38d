-- case: CASCADE takes the columns, arrays too
-- covers: drop-type/cascade
CREATE TYPE e AS ENUM ('x');
CREATE TABLE t (a e, b e[], c int);
CREATE INDEX ON t (a, c);
DROP TYPE e CASCADE;
