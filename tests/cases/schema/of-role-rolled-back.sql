-- case: SET ROLE ends with the transaction that it is rolled back in
-- covers: create-schema/authorization
CREATE ROLE shop;
CREATE SCHEMA shop AUTHORIZATION shop;
BEGIN;
SET ROLE shop;
CREATE TABLE gone (a int);
ROLLBACK;
CREATE TABLE plain (a int);
