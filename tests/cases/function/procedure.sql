-- case: Procedures
-- covers: create-procedure/procedure, drop-function/drop
CREATE PROCEDURE p(x int, INOUT y text) LANGUAGE plpgsql AS 'BEGIN END';
CREATE OR REPLACE PROCEDURE p(x int, INOUT y text) LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE PROCEDURE q() LANGUAGE sql BEGIN ATOMIC SELECT 1; END;
ALTER PROCEDURE q() RENAME TO r;
DROP PROCEDURE IF EXISTS nosuch;
DROP PROCEDURE r();
