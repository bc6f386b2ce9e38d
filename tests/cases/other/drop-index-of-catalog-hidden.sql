-- case: A table of the name of a catalog's index is behind it, unless its schema is written
-- error: 42809
CREATE TABLE public.pg_class_oid_index (a int);
DROP TABLE public.pg_class_oid_index;
CREATE TABLE public.pg_class_oid_index (a int);
DROP TABLE pg_class_oid_index;
