-- case: An element of another schema than that of the role
-- covers: create-schema/authorization
-- error: 42P15
CREATE ROLE shop SUPERUSER;
SET ROLE shop;
CREATE SCHEMA AUTHORIZATION CURRENT_ROLE CREATE TABLE elsewhere.item (a int);
