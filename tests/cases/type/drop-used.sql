-- case: A column has the type
-- covers: drop-type/drop, drop-type/restrict
-- error: 2BP01
CREATE TYPE e AS ENUM ('x');
CREATE TABLE t (a e);
DROP TYPE e RESTRICT;
