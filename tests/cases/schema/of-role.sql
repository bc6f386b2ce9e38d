-- case: A schema named after the role that SET ROLE has named, and "$user" in search_path
-- covers: create-schema/authorization
CREATE ROLE shop SUPERUSER;
CREATE ROLE clerk SUPERUSER;
SET ROLE shop;
CREATE SCHEMA AUTHORIZATION CURRENT_USER CREATE TABLE shop.item (a int);
CREATE TABLE price (b int);
SET LOCAL ROLE clerk;
RESET ROLE;
BEGIN;
SET LOCAL ROLE clerk;
CREATE SCHEMA AUTHORIZATION CURRENT_ROLE;
CREATE TABLE visit (c int);
COMMIT;
SET SESSION AUTHORIZATION clerk;
CREATE TABLE call (d int);
SET ROLE none;
CREATE TABLE note (e int);
RESET SESSION AUTHORIZATION;
CREATE TABLE plain (f int);
