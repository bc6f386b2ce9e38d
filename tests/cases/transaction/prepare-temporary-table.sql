-- case: A transaction that makes a temporary table cannot be prepared
-- error: 0A000
CREATE TEMP TABLE before (a int);
BEGIN;
CREATE TABLE kept (a int);
COMMIT;
BEGIN;
CREATE TEMP TABLE t (a int);
PREPARE TRANSACTION 'one';
