-- case: Collations of columns
-- covers: create-table/column-collate
CREATE TABLE t (a text COLLATE "C", b varchar(10) COLLATE "POSIX" NOT NULL, c text COLLATE pg_catalog."default", d text[] COLLATE "C");
