-- case: Values in arrays are not looked at again
-- covers: alter-domain/set-not-null
-- error: 0A000
CREATE DOMAIN d AS int;
CREATE TABLE t (x d[]);
ALTER DOMAIN d SET NOT NULL;
