-- case: A name given as text does not hold it
-- covers: drop-sequence/drop
CREATE SEQUENCE s;
CREATE TABLE t (a int DEFAULT nextval('s'::text));
DROP SEQUENCE s;
