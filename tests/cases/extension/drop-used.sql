-- case: A column has its type
-- covers: drop-extension/drop, drop-extension/restrict
-- error: 2BP01
CREATE EXTENSION citext;
CREATE TABLE t (a citext);
DROP EXTENSION citext RESTRICT;
