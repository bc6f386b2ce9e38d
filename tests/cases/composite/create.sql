-- case: Composite types, nested, with arrays and collations
-- covers: create-type/composite, create-type/composite-collate
CREATE TYPE inner_t AS (a int, b text COLLATE "C");
CREATE TYPE outer_t AS (i inner_t, many inner_t[], n numeric(10,2), v varchar(5));
CREATE TYPE nothing AS ();
CREATE TABLE t (o outer_t, os outer_t[]);
