-- case: A branch that is not decided creates objects: their names alone are uncertain
-- covers: do/do
CREATE TABLE u (a int);
DO $$
BEGIN
    IF current_user = 'z' THEN
        CREATE TYPE mood AS ENUM ('sad');
        CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE EXTENSION citext;
        CREATE SCHEMA other;
        EXECUTE 'CREATE TABLE maybe (a mood)';
        CREATE VIEW v AS SELECT a FROM u;
    END IF;
END $$;
ALTER TABLE u ADD COLUMN b int;
CREATE TYPE other_mood AS ENUM ('sad');
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';
