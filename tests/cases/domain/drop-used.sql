-- case: A column has the domain
-- covers: drop-domain/drop, drop-domain/restrict
-- error: 2BP01
CREATE DOMAIN d AS int;
CREATE TABLE t (a d);
DROP DOMAIN d RESTRICT;
