-- case: CASCADE takes the columns
-- covers: drop-domain/cascade
CREATE DOMAIN d AS int;
CREATE TABLE t (a d, b d[], c int);
DROP DOMAIN d CASCADE;
