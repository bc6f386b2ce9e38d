-- case: roles, users and groups are made, altered and dropped beside the catalog of the database
CREATE ROLE clerk NOLOGIN;
CREATE USER reader CONNECTION LIMIT 3;
CREATE GROUP staff WITH USER reader;
ALTER ROLE clerk CREATEDB;
ALTER USER reader SET search_path = public;
ALTER GROUP staff ADD USER clerk;
ALTER GROUP staff DROP USER clerk;
CREATE TABLE bills (id int);
ALTER TABLE bills OWNER TO clerk;
REASSIGN OWNED BY clerk TO CURRENT_USER;
DROP GROUP staff;
DROP USER reader;
DROP ROLE clerk;
ALTER TABLE bills ADD COLUMN paid boolean;
