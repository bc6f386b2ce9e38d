-- case: Types with their schema and quoted
-- covers: create-table/column
CREATE TABLE t (a pg_catalog.int4, b pg_catalog.varchar(3), c "int4", d "varchar"(4), e pg_catalog."char", f pg_catalog.text[], g "bpchar", h pg_catalog.timestamptz);
