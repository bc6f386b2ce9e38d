-- case: Schemas
-- covers: create-schema/schema, create-schema/if-not-exists, create-schema/authorization
CREATE SCHEMA a;
CREATE SCHEMA IF NOT EXISTS a;
CREATE SCHEMA b AUTHORIZATION CURRENT_USER;
CREATE SCHEMA IF NOT EXISTS c AUTHORIZATION CURRENT_USER;
CREATE SCHEMA "Mixed Case";
CREATE TABLE "Mixed Case"."Table" ("Column" int);
