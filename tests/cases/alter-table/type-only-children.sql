-- case: ONLY would leave the children behind
-- covers: alter-table/type, alter-table/only, create-table/inherits
-- error: 42P16
CREATE TABLE p (a int);
CREATE TABLE c (b int) INHERITS (p);
ALTER TABLE ONLY p ALTER COLUMN a TYPE bigint;
