-- case: A schema that holds something
-- covers: drop-schema/drop, drop-schema/restrict
-- error: 2BP01
CREATE SCHEMA a;
CREATE TABLE a.t (x int);
DROP SCHEMA a RESTRICT;
