-- case: Names of unnamed checks
-- covers: create-domain/check
CREATE DOMAIN d AS int CHECK (VALUE > 0) CHECK (VALUE < 10) CONSTRAINT d_check2 CHECK (VALUE <> 5);
