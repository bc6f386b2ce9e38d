-- case: A foreign key's table is looked up along the path
-- covers: set/search-path, create-table/references
CREATE SCHEMA a;
CREATE TABLE a.p (id int PRIMARY KEY);
CREATE TABLE p (id bigint PRIMARY KEY);
SET search_path = a, public;
CREATE TABLE c (x int REFERENCES p, y bigint REFERENCES public.p);
