-- case: Dropping a type takes the views that name it
-- covers: create-view/view, drop-type/cascade
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (x text, k int);
CREATE VIEW v AS SELECT x::e AS y FROM t;
CREATE VIEW w AS SELECT k FROM t;
DROP TYPE e CASCADE;
