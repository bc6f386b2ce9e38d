-- case: A body in SQL is read under the search_path that the function sets
-- covers: create-function/as
-- error: 42P01
CREATE TABLE crew (id int);
CREATE SCHEMA other;
CREATE FUNCTION crew_size() RETURNS bigint LANGUAGE sql SET search_path = other AS 'SELECT count(*) FROM crew';
