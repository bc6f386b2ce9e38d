-- case: public dropped and made again
-- covers: drop-schema/cascade, create-schema/schema
CREATE TABLE t (a int);
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
CREATE TABLE u (a int);
