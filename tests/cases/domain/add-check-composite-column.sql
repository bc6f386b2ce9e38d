-- case: Values in composite types are not checked again
-- covers: alter-domain/add-constraint
-- error: 0A000
CREATE DOMAIN price AS int;
CREATE DOMAIN net AS price;
CREATE TABLE plain (x net);
ALTER DOMAIN price ADD CHECK (VALUE >= 0);
CREATE TYPE entry AS (x price);
CREATE TABLE lines (y entry);
ALTER DOMAIN price ADD CHECK (VALUE < 1000);
