-- case: Every alias of a built-in type
-- covers: create-table/column
CREATE TABLE t (
    a int, b int2, c int4, d int8, e integer, f smallint, g bigint, h float4, i float8, j real, k double precision,
    l float, m float(10), n float(30), o decimal, p decimal(5), q dec(5,2), r numeric, s numeric(5), t bool, u boolean,
    v char, w char(3), x character(4), y character varying, z character varying(5), aa varchar, ab nchar(2), ac national character varying(3),
    ad bpchar, ae text, af name, ag "char", ah bytea
);
