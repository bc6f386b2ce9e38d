-- case: Values in arrays are not checked again
-- covers: alter-domain/add-constraint
-- error: 0A000
CREATE DOMAIN d AS int;
CREATE TABLE t (x d[]);
ALTER DOMAIN d ADD CHECK (VALUE > 0);
