-- case: Types are looked up along the path
-- covers: set/search-path, create-type/enum
CREATE SCHEMA a;
CREATE TYPE a.e AS ENUM ('in a');
CREATE TYPE e AS ENUM ('in public');
SET search_path = a, public;
CREATE TABLE t (x e, y public.e);
SET search_path = public, a;
CREATE TABLE u (x e, y a.e);
